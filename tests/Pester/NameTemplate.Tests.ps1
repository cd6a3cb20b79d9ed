BeforeDiscovery {
    $cultures = 'en-US', 'en-GB', 'de-DE', 'zh-CN', 'zh-HK', 'tr-TR', 'th-TH', 'ar-SA', 'fa-IR'
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Wellcloud.Testing.psm1') -Force
    Import-Module $ModulePath -Force
    $emulator = Start-Emulator --recordings 40 --audio-bytes 2000
    Connect-Emulator $emulator
    $recordings = @(Get-WcRecording -State Success -First 5)
    $cultureBefore = [cultureinfo]::CurrentCulture
    $connect = "Import-Module '$ModulePath'; Connect-Wellcloud -BaseUri $($emulator.BaseUri) -Token $($emulator.Token)"
}

AfterAll {
    Stop-Emulator $emulator
    Remove-Module Wellcloud.Recordings
}

Describe 'A placeholder that the recordings do not have' {
    BeforeEach {
        Clear-Fault $emulator
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
    }

    AfterEach {
        [cultureinfo]::CurrentCulture = $cultureBefore
    }

    It 'ends Save before a request in <_>' -ForEach $cultures {
        [cultureinfo]::CurrentCulture = $_
        $faults = @(Get-Fault { $recordings | Save-WcRecordingAudio -Destination $folder -NameTemplate '{Agent}/{Id}' })
        $faults.Count | Should -Be 1
        $faults[0].FullyQualifiedErrorId | Should -BeLike 'UnknownPlaceholder,*'
        $faults[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        "$($faults[0])" | Should -BeLike "*{Agent}*{Id}*{AgentId}*{AgentName}*{TenantId}*-NameTemplate*"
        $faults[0].ErrorDetails.RecommendedAction | Should -BeLike '*-WhatIf*'
        @(Get-EmulatorRequest $emulator).Count | Should -Be 0
        Test-Path $folder | Should -BeFalse
    }

    It 'ends Save with -Id and with -WhatIf' {
        (Get-Fault { Save-WcRecordingAudio -Id $recordings[0].Id -Destination $folder -NameTemplate '{Customer}/{Id}' }).FullyQualifiedErrorId | Should -BeLike 'UnknownPlaceholder,*'
        (Get-Fault { $recordings | Save-WcRecordingAudio -Destination $folder -NameTemplate '{Customer}/{Id}' -WhatIf }).FullyQualifiedErrorId | Should -BeLike 'UnknownPlaceholder,*'
        @(Get-EmulatorRequest $emulator).Count | Should -Be 0
    }

    It 'names the columns of the first row too' {
        $row = [pscustomobject]@{ Id = $recordings[0].Id; Ticket = 4711 }
        $fault = Get-Fault { $row | Save-WcRecordingAudio -Destination $folder -NameTemplate '{Tiket}/{Id}' }
        "$fault" | Should -BeLike '*{Tiket}*{TenantId}, {Ticket}*'
    }

    It 'becomes unknown in the names of later recordings' {
        $rows = [pscustomobject]@{ Id = $recordings[0].Id; Ticket = 4711 }, [pscustomobject]@{ Id = $recordings[1].Id }
        $saved = $rows | Save-WcRecordingAudio -Destination $folder -NameTemplate '{ticket}/{Id}' -PassThru
        $saved.Path | ForEach-Object { Split-Path (Split-Path $_) -Leaf } | Sort-Object | Should -Be ('4711', 'unknown')
    }

    It 'does not include a column that is empty in the first row' -ForEach @(
        @{ Rows = { [pscustomobject]@{ Id = $args[0].Id; Ticket = $null } } }
        @{ Rows = { [pscustomobject]@{ Id = $args[0].Id; Ticket = '' } | ConvertTo-Csv | ConvertFrom-Csv } }
        @{ Rows = { @{ Id = $args[0].Id; Ticket = $null } } }
    ) {
        $saved = & $Rows $recordings[0] | Save-WcRecordingAudio -Destination $folder -NameTemplate '{Ticket}/{Id}' -PassThru
        Split-Path (Split-Path $saved.Path) -Leaf | Should -Be unknown
    }

    It 'ends Sync before audio is requested in <_>' -ForEach $cultures {
        [cultureinfo]::CurrentCulture = $_
        $faults = @(Get-Fault { Sync-WcRecordingArchive $folder -NameTemplate '{Agent}/{Id}' })
        $faults.Count | Should -Be 1
        $faults[0].FullyQualifiedErrorId | Should -BeLike 'UnknownPlaceholder,*'
        "$($faults[0])" | Should -BeLike '*{Agent}*{AgentId}*{AgentName}*'
        @(Get-EmulatorRequest $emulator -Endpoint Audio).Count | Should -Be 0
        @(Get-EmulatorRequest $emulator -Endpoint Recordings).Count | Should -Be 1
        (Get-Fault { Sync-WcRecordingArchive $folder -NameTemplate '{Agent}/{Id}' -WhatIf }).FullyQualifiedErrorId | Should -BeLike 'UnknownPlaceholder,*'
    }

    It 'is not an error in a later sync with a template that the archive knows' {
        $row = @{ id = $recordings[0].Id; state = 'Success'; queueName = 'sales' }
        Add-Fault $emulator @{ kind = 'Status'; status = 200; endpoint = 'Recordings'; times = 1; body = (ConvertTo-Json @(, $row)) }
        (Sync-WcRecordingArchive $folder -NameTemplate '{queueName}/{Id}').Saved | Should -Be 1
        Add-Fault $emulator @{ kind = 'Status'; status = 200; endpoint = 'Recordings'; times = 1; body = (ConvertTo-Json @(, @{ id = $recordings[1].Id; state = 'Success' })) }
        (Sync-WcRecordingArchive $folder -NameTemplate '{queueName}/{Id}').Saved | Should -Be 1
        Test-Path (Join-Path $folder unknown "$($recordings[1].Id).mp3") | Should -BeTrue
    }
}

Describe '-WhatIf with -NameTemplate' {
    It 'of Sync shows the first three names' {
        $folder = Join-Path $TestDrive never
        $said = Invoke-Shell "$connect; Sync-WcRecordingArchive '$folder' -State Success -NameTemplate '{Date}_{Id}' -WhatIf" | Out-String
        foreach ($recording in $recordings[0..2]) {
            $said | Should -BeLike "*$($recording.Date)_$($recording.Id)*"
        }

        $said | Should -Not -BeLike "*$($recordings[3].Id)*"
        Test-Path $folder | Should -BeFalse
    }

    It 'of Save shows the name of each recording' {
        $said = Invoke-Shell "$connect; Get-WcRecording -State Success -First 2 | Save-WcRecordingAudio -Destination calls -NameTemplate '{Date}_{Id}' -WhatIf" | Out-String
        $said | Should -BeLike "*$($recordings[0].Date)_$($recordings[0].Id)*$($recordings[1].Date)_$($recordings[1].Id)*"
    }
}
