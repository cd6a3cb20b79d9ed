BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Wellcloud.Testing.psm1') -Force
    Import-Module $ModulePath -Force
    $emulator = Start-Emulator --recordings 40 --audio-bytes 1000
    Connect-Emulator $emulator
}

AfterAll {
    Disconnect-Wellcloud
    Stop-Emulator $emulator
    Remove-Module Wellcloud.Recordings
}

Describe 'Remove-WcArchivedRecording' {
    BeforeEach {
        Clear-Fault $emulator
        $archive = Join-Path $TestDrive ([guid]::NewGuid())
        $null = Sync-WcRecordingArchive $archive
        $saved = @(Get-WcArchivedRecording $archive -Status Saved)
    }

    It 'removes what comes through the pipeline, and says so everywhere' {
        $removed = @($saved[0, 1] | Remove-WcArchivedRecording -Reason 'asked for' -Confirm:$false -PassThru)
        $removed.Id | Should -Be $saved[0, 1].Id
        $removed.Status | Sort-Object -Unique | Should -Be 'Removed'
        $saved[0, 1].Path | Where-Object { Test-Path $_ } | Should -BeNullOrEmpty
        @(Get-WcArchivedRecording $archive -Status Removed).Error | Should -Be 'asked for', 'asked for'
        Test-WcRecordingArchive $archive -Quiet | Should -BeTrue
        @(Get-Content $archive/SHA256SUMS).Count | Should -Be ($saved.Count - 2)
        Clear-Fault $emulator

        $result = Sync-WcRecordingArchive $archive -Force
        $result.Removed | Should -Be 2
        $result.Listed | Should -Be ($result.Saved + $result.AlreadyPresent + $result.Missing + $result.NotFound + $result.Failed + $result.Removed)
        @(Get-EmulatorRequest $emulator -Endpoint Audio | Where-Object id -In $saved[0, 1].Id) | Should -BeNullOrEmpty
        Test-WcRecordingArchive $archive -Quiet | Should -BeTrue
    }

    It 'removes what the filters find, and returns nothing' {
        $middle = ($saved.Recording | Sort-Object StartTime)[20].StartTime
        $old = @($saved | Where-Object { $_.Recording.StartTime -lt $middle })
        Remove-WcArchivedRecording $archive -Before $middle -Reason 'too old' -Confirm:$false -InformationVariable said | Should -BeNullOrEmpty
        "$said" | Should -Be "$($old.Count) removed, 0 failed."
        @(Get-WcArchivedRecording $archive -Status Removed).Id | Sort-Object | Should -Be ($old.Id | Sort-Object)
        Remove-WcArchivedRecording $archive -Before $middle -Reason 'too old' -Confirm:$false -PassThru | Should -BeNullOrEmpty
        (Get-Fault { Remove-WcArchivedRecording $archive -Id nobody -Reason x -Confirm:$false }).FullyQualifiedErrorId | Should -BeLike 'RecordingNotFound,*'
    }

    It 'removes only the id as it is written, of two that differ in case' {
        $rows = 'twin', 'TWIN', 'Alone' | ForEach-Object { @{ id = $_; state = 'Success'; startTime = '2024.02.29 08:00:00'; endTime = '2024.02.29 08:00:10' } }
        Add-Fault $emulator @{ kind = 'Status'; status = 200; endpoint = 'Recordings'; body = (ConvertTo-Json $rows) }
        Add-Fault $emulator @{ kind = 'Status'; status = 200; endpoint = 'Audio'; contentType = 'audio/ogg'; body = "OggS`0" + 'x' * 100 }
        $pair = Join-Path $TestDrive ([guid]::NewGuid())
        (Sync-WcRecordingArchive $pair).Saved | Should -Be 3
        Remove-WcArchivedRecording $pair -Id TWIN, ALONE -Reason 'asked for' -Confirm:$false
        (Get-WcArchivedRecording $pair -Status Saved).Id | Should -BeExactly twin
        Remove-WcArchivedRecording $pair -Id Twin -Reason 'asked for' -Confirm:$false
        Get-WcArchivedRecording $pair -Status Saved | Should -BeNullOrEmpty
    }

    It 'shows with -WhatIf what it would remove, and removes nothing' {
        $said = Invoke-Shell "Import-Module '$ModulePath'; Remove-WcArchivedRecording '$archive' -Id $($saved[0].Id) -Reason x -WhatIf"
        "$said" | Should -BeLike "*$($saved[0].Id)*"
        Test-Path $saved[0].Path | Should -BeTrue
        @(Get-WcArchivedRecording $archive -Status Removed) | Should -BeNullOrEmpty
    }

    It 'asks before it removes' {
        $said = Invoke-Shell "Import-Module '$ModulePath'; Remove-WcArchivedRecording '$archive' -Id $($saved[0].Id) -Reason x; `$?" 2>&1
        $said[-1] | Should -Be 'False'
        "$said" | Should -BeLike '*NonInteractive*'
        Test-Path $saved[0].Path | Should -BeTrue
        @(Get-WcArchivedRecording $archive -Status Removed) | Should -BeNullOrEmpty
    }

    It 'refuses a blank reason' {
        $fault = Get-Fault { $saved[0] | Remove-WcArchivedRecording -Reason ' ' -Confirm:$false }
        $fault.FullyQualifiedErrorId | Should -BeLike 'BlankReason,*'
        $fault.ErrorDetails.RecommendedAction | Should -BeLike '*-Reason*'
        Test-Path $saved[0].Path | Should -BeTrue
    }

    It 'removes nothing when recordings come from the pipeline and -Path is given too' {
        foreach ($given in @($saved[0]), @($saved[0].Id), @()) {
            $fault = Get-Fault { $given | Remove-WcArchivedRecording -Path $archive -Reason x -Confirm:$false }
            $fault.FullyQualifiedErrorId | Should -BeLike 'BoundTwice,*'
            $fault.ErrorDetails.RecommendedAction | Should -BeLike '*-Path*'
        }

        @(Get-WcArchivedRecording $archive -Status Removed) | Should -BeNullOrEmpty
        $saved.Path | Where-Object { -not (Test-Path $_) } | Should -BeNullOrEmpty
    }

    It 'removes the file of a removed recording again when it is back' {
        $bytes = [IO.File]::ReadAllBytes($saved[0].Path)
        $saved[0] | Remove-WcArchivedRecording -Reason x -Confirm:$false
        [IO.File]::WriteAllBytes($saved[0].Path, $bytes)
        Test-WcRecordingArchive $archive -Quiet | Should -BeFalse
        Remove-WcArchivedRecording $archive -Id $saved[0].Id -Reason x -Confirm:$false
        Test-Path $saved[0].Path | Should -BeFalse
        Test-WcRecordingArchive $archive -Quiet | Should -BeTrue
    }

    It 'refuses a recording that is not in an archive, and removes the others' {
        $elsewhere = Get-WcRecording -State Success -First 1 | Save-WcRecordingAudio -Destination (Join-Path $TestDrive elsewhere) -PassThru -Force
        $elsewhere, $saved[0] | Remove-WcArchivedRecording -Reason x -Confirm:$false -ErrorVariable faults -ErrorAction SilentlyContinue
        $fault = @($faults)[0]
        $fault.FullyQualifiedErrorId | Should -BeLike 'RecordingNotFound,*'
        $fault.ErrorDetails.RecommendedAction | Should -BeLike '*Get-WcArchivedRecording*'
        Test-Path $elsewhere.Path | Should -BeTrue
        Test-Path $saved[0].Path | Should -BeFalse
    }

    It 'ends without changes when the archive is in use, damaged or of a later format' {
        $ledger = "$archive/.wellcloud/ledger.jsonl"
        $held = [IO.File]::Open("$archive/.wellcloud/lock", 'OpenOrCreate', 'ReadWrite', 'None')
        try {
            (Get-Fault { $saved[0] | Remove-WcArchivedRecording -Reason x -Confirm:$false }).FullyQualifiedErrorId | Should -BeLike 'ArchiveInUse,*'
        }
        finally {
            $held.Dispose()
        }

        [IO.File]::WriteAllText($ledger, [IO.File]::ReadAllText($ledger).Replace('wellcloud-archive/1', 'wellcloud-archive/2'))
        foreach ($work in { $saved[0] | Remove-WcArchivedRecording -Reason x -Confirm:$false }, { Sync-WcRecordingArchive $archive }, { Get-WcArchivedRecording $archive }) {
            $fault = Get-Fault $work
            $fault.FullyQualifiedErrorId | Should -BeLike 'LedgerDamaged,*'
            "$fault" | Should -BeLike '*wellcloud-archive/2*'
        }

        Test-Path $saved[0].Path | Should -BeTrue
    }
}
