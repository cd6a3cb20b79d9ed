# The summary of a save, and what people do with outcomes: sort, filter, export, import and pipe them again.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Wellcloud.Testing.psm1') -Force
    Import-Module $ModulePath -Force
    $emulator = Start-Emulator --recordings 60 --audio-bytes 3000
    Connect-Emulator $emulator
    $archive = Join-Path $TestDrive archive
    $null = Sync-WcRecordingArchive $archive -WarningAction Ignore
    $outcomes = @(Get-WcArchivedRecording $archive -Status Saved)

    function Convert-Trip($Form, $Objects) {
        switch ($Form) {
            Csv { $Objects | ConvertTo-Csv | ConvertFrom-Csv }
            Json { $Objects | ConvertTo-Json -Depth 4 | ConvertFrom-Json }
            CliXml { $Objects | Export-Clixml (Join-Path $TestDrive trip.xml); Import-Clixml (Join-Path $TestDrive trip.xml) }
            Columns { $Objects | Select-Object * }
        }
    }
}

AfterAll {
    Stop-Emulator $emulator
    Remove-Module Wellcloud.Recordings
}

Describe 'Outcomes in other commands' {
    It 'have the fields of their call' {
        foreach ($name in 'StartTime', 'EndTime', 'Date', 'CallLength', 'Duration', 'CallDirection', 'Ani', 'Dnis', 'DeviceId', 'AgentId', 'AgentName') {
            $outcomes[0].$name | Should -Be $outcomes[0].Recording.$name -Because $name
            $outcomes.$name | Should -Not -BeNullOrEmpty -Because $name
        }
    }

    It 'sort, filter and group by their call' {
        $times = ($outcomes | Sort-Object StartTime).StartTime
        $times | Should -Be ($outcomes.Recording.StartTime | Sort-Object)
        @($outcomes | Where-Object CallDirection -EQ Inbound).Id | Should -Be ($outcomes | Where-Object { $_.Recording.CallDirection -eq 'Inbound' }).Id
        ($outcomes | Group-Object AgentName | Measure-Object Count -Sum).Sum | Should -Be $outcomes.Count
    }

    It 'export their call' {
        $row = ($outcomes[0] | ConvertTo-Csv | ConvertFrom-Csv)
        $row.AgentName | Should -Be $outcomes[0].Recording.AgentName
        $row.Date | Should -Be $outcomes[0].Recording.Date
        $row.CallLength | Should -Be $outcomes[0].Recording.CallLength
    }
}

Describe 'Outcomes back from <_>' -ForEach 'Csv', 'Json', 'CliXml', 'Columns' {
    It 'are saved under the same names' {
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        $saved = Convert-Trip $_ $outcomes[0..4] | Save-WcRecordingAudio -Destination $folder -PassThru -WarningAction Ignore
        ($saved.Path | Split-Path -Leaf | Sort-Object) | Should -Be ($outcomes[0..4].Path | Split-Path -Leaf | Sort-Object)
    }

    It 'are removed from their archive' {
        $copy = Join-Path $TestDrive ([guid]::NewGuid())
        Copy-Item $archive $copy -Recurse
        $chosen = @(Get-WcArchivedRecording $copy -Status Saved -First 2)
        $removed = Convert-Trip $_ $chosen | Remove-WcArchivedRecording -Reason test -Confirm:$false -PassThru
        @($removed).Id | Sort-Object | Should -Be ($chosen.Id | Sort-Object)
        Test-WcRecordingArchive $copy -Quiet | Should -BeTrue
    }
}

Describe 'Outcomes back from JSON' {
    It 'keep the fields that only their recording has' {
        $row = $outcomes[0] | ConvertTo-Json -Depth 4 | ConvertFrom-Json
        $back = ($row | Save-WcRecordingAudio -Destination (Join-Path $TestDrive back) -PassThru -WarningAction Ignore).Recording
        $back.State | Should -Be $outcomes[0].Recording.State
        $back.TenantId | Should -Be $outcomes[0].Recording.TenantId
        $back.AdditionalProperties.Keys | Should -Not -Contain 'Recording'
    }

    It 'need the path of a file to be removed' {
        { [pscustomobject]@{ Id = 'x' } | Remove-WcArchivedRecording -Reason test -Confirm:$false -ErrorAction Stop } | Should -Throw "*'x'*"
    }
}

Describe 'The summary of a save' {
    BeforeEach {
        Clear-Fault $emulator
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        $some = @(Get-WcRecording -State Success -First 6)
    }

    It 'counts every outcome on one line' {
        $some[0] | Save-WcRecordingAudio -Destination $folder -WarningAction Ignore
        Add-Fault $emulator @{ kind = 'Status'; status = 403; endpoint = 'Audio'; times = 1 }
        $failed = Get-WcRecording -State Fail -First 1
        $shown = @($some + $failed | Save-WcRecordingAudio -Destination $folder -InformationAction Continue -ErrorAction SilentlyContinue -WarningAction Ignore 6>&1)
        $shown.Count | Should -Be 1
        "$shown" | Should -Match "^4 saved, 1 skipped, $(@($failed).Count) missing, 1 failed; [\d.]+ KB in [\d.]+ s\.$"
    }

    It 'shows with -Verbose, and once with both' {
        $verbose = @($some | Save-WcRecordingAudio -Destination $folder -Verbose -WarningAction Ignore 4>&1)
        "$($verbose[-1])" | Should -BeLike '6 saved*'
        $both = @($some | Save-WcRecordingAudio -Destination $folder -Verbose -InformationAction Continue -WarningAction Ignore 4>&1 6>&1)
        @($both | Where-Object { "$_" -like '*6 skipped*' }) | Should -HaveCount 1
    }

    It 'is not shown by default, nor with -WhatIf' {
        $some | Save-WcRecordingAudio -Destination $folder -WarningAction Ignore | Should -BeNullOrEmpty
        $some | Save-WcRecordingAudio -Destination $folder -WhatIf -InformationVariable said -WarningAction Ignore | Should -BeNullOrEmpty
        $said | Where-Object { "$_" -match 'skipped' } | Should -BeNullOrEmpty
    }
}

Describe 'The progress of a save' {
    BeforeAll {
        # 3,000 bytes in six steps: long enough for the bar to be drawn more than once.
        $slow = @{ kind = 'SlowBody'; endpoint = 'Audio'; bytes = 500; delay = '00:00:00.15' }
    }

    BeforeEach {
        Clear-Fault $emulator
        Add-Fault $emulator @{ kind = 'Status'; status = 403; endpoint = 'Audio'; times = 1 }, $slow
    }

    It 'shows files, bytes, rate, time left and failures' {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript({
                    param($module, $emulator, $folder)
                    Import-Module $module
                    Connect-Wellcloud -BaseUri $emulator.BaseUri -Token $emulator.Token -MaximumRetryCount 1
                    Get-WcRecording -State Success -First 8 | Save-WcRecordingAudio -Destination $folder -ThrottleLimit 2
                }).AddArgument($ModulePath).AddArgument($emulator).AddArgument((Join-Path $TestDrive bar)).Invoke()
            $bars = @($shell.Streams.Progress | Where-Object RecordType -EQ Processing)
            $last = $bars[-1]
            $last.StatusDescription | Should -Match '^\d/8 files, [\d.]+ (B|KB), [\d.]+ (B|KB)/s, 1 failed$'
            $last.PercentComplete | Should -BeGreaterThan 0
            $last.SecondsRemaining | Should -BeGreaterOrEqual 0
        }
        finally {
            $shell.Dispose()
        }
    }

    It 'is not written where the output is not a terminal' {
        $text = Invoke-Shell "Import-Module '$ModulePath'; Connect-Wellcloud -BaseUri $($emulator.BaseUri) -Token $($emulator.Token) -MaximumRetryCount 1; Get-WcRecording -State Success -First 4 | Save-WcRecordingAudio -Destination '$TestDrive/piped' -ErrorAction Ignore -WarningAction Ignore"
        "$text" | Should -BeNullOrEmpty
    }
}
