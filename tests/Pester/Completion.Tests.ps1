BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Wellcloud.Testing.psm1') -Force
    Import-Module $ModulePath -Force
    $emulator = Start-Emulator --recordings 400

    # Returns what Tab offers at the end of a line, or at the bar (|) in it.
    function Complete([string] $Line) {
        $cursor = $Line.Contains('|') ? $Line.IndexOf('|') : $Line.Length
        $Line = $Line.Replace('|', '')
        $found = TabExpansion2 $Line $cursor
        $found.CompletionMatches | ForEach-Object {
            [pscustomobject]@{
                Text  = $_.CompletionText
                Shown = $_.ListItemText
                Line  = $Line.Remove($found.ReplacementIndex, $found.ReplacementLength).Insert($found.ReplacementIndex, $_.CompletionText)
            }
        }
    }

    # Makes the service list these rows.
    function Add-Row([hashtable[]] $Row) {
        Add-Fault $emulator @{ kind = 'Status'; status = 200; endpoint = 'Recordings'; body = (ConvertTo-Json -InputObject $Row) }
    }
}

AfterAll {
    Stop-Emulator $emulator
    Remove-Module Wellcloud.Recordings
}

Describe 'Tab without a session' {
    BeforeAll {
        Get-WcSession | Disconnect-Wellcloud
    }

    It 'completes call directions' {
        (Complete 'Get-WcRecording -CallDirection ').Text | Should -Be ('Inbound', 'Internal', 'Offhook', 'Outbound', 'PreDictive', 'PreOccupied')
        (Complete 'Get-WcRecording -CallDirection in').Text | Should -Be ('Inbound', 'Internal')
    }

    It 'completes states' {
        (Complete 'Get-WcRecording -State ').Text | Should -Be ('Fail', 'Success')
    }

    It 'completes words and forms of a time' {
        (Complete 'Get-WcRecording -After ').Shown | Should -Contain 'yesterday'
        (Complete 'Get-WcRecording -Before t').Text | Should -Be 'today'
        (Complete 'Get-WcRecording -After 今').Text | Should -Be '今天'
        do {
            $day = [datetime]::Today
            $shown = (Complete 'Get-WcRecording -After 20').Shown
        } until ($day -eq [datetime]::Today)

        $shown | Should -Contain $day.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture)
    }

    It 'completes the next value of a list' {
        (Complete 'Get-WcRecording -State Success, f').Text | Should -Be 'Fail'
    }

    It 'completes the outcomes of an archive' {
        (Complete 'Get-WcArchivedRecording x -Status ').Text | Should -Contain 'NotFound'
    }

    It 'offers no file names for -<_>' -ForEach 'AgentName', 'AgentId', 'DeviceId' {
        Push-Location $TestDrive
        try {
            Set-Content -LiteralPath 'a-file' -Value x
            Complete "Get-WcRecording -$_ a-" | Where-Object Text -NotLike '*a-file' | Should -BeNullOrEmpty
        }
        finally {
            Pop-Location
        }
    }
}

Describe 'Tab in a name template' {
    It 'offers every placeholder at the start of a template' {
        (Complete 'Save-WcRecordingAudio -NameTemplate ').Text | Should -Contain "'{AgentName}'"
        (Complete 'Save-WcRecordingAudio -NameTemplate ').Text.Count | Should -BeGreaterThan 15
    }

    It 'completes "<Typed>" to "<Whole>"' -ForEach @(
        @{ Typed = "'{Ag|"; Whole = "'{AgentId}'", "'{AgentName}'" }
        @{ Typed = '"{callid|"'; Whole = @("'{CallId}'") }
        @{ Typed = "'{AgentName}/{Stat|"; Whole = @("'{AgentName}/{State}'") }
        @{ Typed = "'{AgentName}/{Stat|}_{Id}'"; Whole = @("'{AgentName}/{State}_{Id}'") }
        @{ Typed = "'{Stat|_{Id}'"; Whole = @() }
        @{ Typed = "'{StartTime:yyyy}/{AgentI|}-{Id}'"; Whole = @("'{StartTime:yyyy}/{AgentId}-{Id}'") }
        @{ Typed = "'{Customer}/{Dn|}'"; Whole = @("'{Customer}/{Dnis}'") }
        @{ Typed = "'it''s {AgentI|"; Whole = @("'it''s {AgentId}'") }
        @{ Typed = "'{StartTime:yy|"; Whole = @() }
    ) {
        $lines = Complete "Sync-WcRecordingArchive x -NameTemplate $Typed" | ForEach-Object Line
        $lines -replace '^Sync-WcRecordingArchive x -NameTemplate ' | Should -Be $Whole
    }

    It 'completes to a template that the command accepts' {
        foreach ($found in Complete "Save-WcRecordingAudio x -WhatIf -NameTemplate '{Id}/{|}'") {
            { [Wellcloud.Client.Names.NameTemplate]::Parse($found.Text.Trim("'")) } | Should -Not -Throw
        }
    }
}

Describe 'Tab after a listing' {
    BeforeEach {
        Clear-Fault $emulator
        Connect-Emulator $emulator
    }

    It 'completes agents and extensions of the listing, including Chinese names' {
        $agents = Get-WcRecording | Where-Object AgentName -Like '张*' | Sort-Object AgentName -Unique
        (Complete 'Get-WcRecording -AgentName 张').Text | Should -Be $agents.AgentName
        (Complete "Get-WcRecording -AgentId $($agents[0].AgentId.Substring(0, 5))").Text | Should -Contain "'$($agents[0].AgentId)'"
        (Complete 'Get-WcRecording -DeviceId ').Shown | Should -Contain $agents[0].DeviceId
    }

    It 'quotes values with special characters' {
        Add-Row @{ id = 'a'; agentName = 'Mary Jane O''Neill' }, @{ id = 'b'; agentName = '王 小明' }, @{ id = 'c'; agentName = 'plain' }
        $null = Get-WcRecording
        (Complete 'Get-WcRecording -AgentName ').Text | Sort-Object | Should -Be ("'Mary Jane O''Neill'", 'plain', "'王 小明'" | Sort-Object)
        (Complete "Get-WcRecording -AgentName 'mary j").Text | Should -Be "'Mary Jane O''Neill'"
    }

    It 'escapes wildcards in values' {
        Add-Row @{ id = 'a'; agentName = 'Li [night]' }
        $rows = @(Get-WcRecording)
        $line = (Complete 'Get-WcRecording -AgentName L').Line
        @(& ([scriptblock]::Create($line))).Id | Should -Be $rows.Id
    }

    It 'completes the same values for <_>' -ForEach 'Get-WcArchivedRecording x', 'Sync-WcRecordingArchive x' {
        $null = Get-WcRecording
        (Complete "$_ -AgentName 张").Text | Should -Not -BeNullOrEmpty
        (Complete "$_ -DeviceId 8001").Text | Should -Be "'8001@acme.cc'"
        (Complete "$_ -CallDirection Pre").Text | Should -Be ('PreDictive', 'PreOccupied')
        (Complete "$_ -State S").Text | Should -Be 'Success'
    }

    It 'completes only values of the given session' {
        $null = Get-WcRecording
        Set-Variable OtherTenant -Scope Global -Value (Connect-Wellcloud -BaseUri $emulator.BaseUri -Token $emulator.Token -NoDefault)
        try {
            Add-Row @{ id = 'a'; agentName = 'Somebody' }
            $null = Get-WcRecording -Session $OtherTenant
            (Complete 'Get-WcRecording -AgentName Some') | Should -BeNullOrEmpty
            (Complete 'Get-WcRecording -Session $OtherTenant -AgentName ').Shown | Should -Be 'Somebody'
        }
        finally {
            $OtherTenant | Disconnect-Wellcloud
            Remove-Variable OtherTenant -Scope Global
        }
    }

    It 'offers nothing and sends no request before the first listing' {
        Push-Location (New-Item -ItemType Directory (Join-Path $TestDrive empty) -Force)
        try {
            foreach ($line in 'Get-WcRecording -AgentName ', 'Get-WcRecording -DeviceId ', 'Get-WcRecording -CallDirection ', 'Save-WcRecordingAudio -NameTemplate ', 'Get-WcArchivedRecording x -AgentId ', 'Get-WcCallRecording -CallId ') {
                $found = Complete $line
                if ($line -match 'AgentName|DeviceId|AgentId') {
                    $found | Should -BeNullOrEmpty
                }
            }
        }
        finally {
            Pop-Location
        }

        @(Get-EmulatorRequest $emulator).Count | Should -Be 0
    }

    It 'sends no request after a listing' {
        $null = Get-WcRecording
        $null = Complete 'Get-WcRecording -AgentName 张'
        $null = Complete 'Sync-WcRecordingArchive x -DeviceId 80'
        @(Get-EmulatorRequest $emulator).Count | Should -Be 1
    }
}
