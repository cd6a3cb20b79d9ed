BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Wellcloud.Testing.psm1') -Force
    Import-Module $ModulePath -Force
    $emulator = Start-Emulator --recordings 60 --audio-bytes 20000
    Connect-Emulator $emulator
    $archive = Join-Path $TestDrive archive
    $null = Sync-WcRecordingArchive $archive
    $saved = @(Get-WcArchivedRecording $archive -Status Saved)
}

AfterAll {
    Stop-Emulator $emulator
    Remove-Module Wellcloud.Recordings
}

Describe 'Export-WcRecordingCatalog' {
    It 'writes catalog.html into the archive and returns nothing' {
        Export-WcRecordingCatalog $archive | Should -BeNullOrEmpty
        Join-Path $archive catalog.html | Should -FileContentMatch 'wellcloud-catalog/1'
    }

    It 'returns what it wrote with -PassThru' {
        $catalog = Export-WcRecordingCatalog $archive -PassThru -Waveform -InformationVariable said
        $catalog.GetType().Name | Should -Be 'RecordingCatalog'
        $catalog.Recordings | Should -Be 60
        $catalog.Playable | Should -Be $saved.Count
        $catalog.Bytes | Should -Be (Get-Item $catalog.Path).Length
        $catalog.WaveformBytes | Should -BeGreaterThan 0
        $catalog.LedgerHead | Should -Be (Test-WcRecordingArchive $archive).LedgerHead
        "$said" | Should -Be "60 recordings, $($saved.Count) playable: $($catalog.Path)"
        $catalog | Out-String | Should -Match 'Playable'
    }

    It 'leaves the archive valid, whatever the name of the page' {
        Export-WcRecordingCatalog $archive -OutFile $archive/2026/november -Waveform
        Test-WcRecordingArchive $archive -Quiet | Should -BeTrue
        Get-Content $archive/SHA256SUMS | Should -Not -Match 'catalog'
    }

    It 'has the filters of Get-WcRecording' {
        $device = $saved[0].Recording.DeviceId
        (Export-WcRecordingCatalog $archive -DeviceId $device -PassThru).Recordings | Should -Be @(Get-WcArchivedRecording $archive -DeviceId $device).Count
        (Export-WcRecordingCatalog $archive -Status Missing -PassThru).Playable | Should -Be 0
        (Get-Fault { Export-WcRecordingCatalog $archive -Id nobody }).FullyQualifiedErrorId | Should -BeLike 'RecordingNotFound,*'
    }

    It 'overwrites its own page only, unless -Force is used' {
        $other = Join-Path $TestDrive other.html
        Set-Content $other 'mine'
        $fault = Get-Fault { Export-WcRecordingCatalog $archive -OutFile $other }
        $fault.FullyQualifiedErrorId | Should -BeLike 'FileExists,*'
        $fault.CategoryInfo.Category | Should -Be 'ResourceExists'
        $fault.TargetObject | Should -Be $other
        $fault.ErrorDetails.RecommendedAction | Should -Match '-Force'
        Get-Content $other | Should -Be 'mine'
        Export-WcRecordingCatalog $archive -OutFile $other -Force
        Export-WcRecordingCatalog $archive -OutFile $other
    }

    It 'writes nothing with -WhatIf' {
        Export-WcRecordingCatalog $archive -OutFile $TestDrive/never.html -WhatIf
        Test-Path $TestDrive/never.html | Should -BeFalse
    }

    It 'hides outside numbers and warns of those in file names' {
        $numbered = Join-Path $TestDrive numbered
        $null = Sync-WcRecordingArchive $numbered -CallDirection Inbound -NameTemplate '{Ani}_{Id}'
        $catalog = Export-WcRecordingCatalog $numbered -MaskNumber -PassThru -WarningVariable warnings -WarningAction SilentlyContinue
        $withNumber = @(Get-WcArchivedRecording $numbered -Status Saved | Where-Object { $_.Recording.Ani })
        $catalog.Playable | Should -Be (@(Get-WcArchivedRecording $numbered -Status Saved).Count - $withNumber.Count)
        @($warnings).Count | Should -Be 1
        $warnings[0].Message | Should -Match $withNumber.Count
    }

    It 'says that a folder is not an archive' {
        $fault = Get-Fault { Export-WcRecordingCatalog $TestDrive/nowhere }
        $fault.FullyQualifiedErrorId | Should -BeLike 'LedgerDamaged,*'
        "$fault" | Should -BeLike 'There is no folder*nowhere*Sync-WcRecordingArchive*'
        (Get-Fault { Export-WcRecordingCatalog $TestDrive }).ErrorDetails.RecommendedAction | Should -Not -BeLike '*damage*'
    }

    It 'exports marks with which Save-WcRecordingAudio gives files the same names again' {
        # As the page writes them; the browser's part is in tests/Wellcloud.Catalog.Tests.
        $rows = foreach ($one in $saved[0..2]) {
            $recording = $one.Recording
            [pscustomobject]@{
                Id = $recording.Id; CallId = $recording.CallId; StartTime = $recording.StartTime.ToString('yyyy-MM-ddTHH:mm:sszzz'); EndTime = $recording.EndTime.ToString('yyyy-MM-ddTHH:mm:sszzz')
                Date = $recording.Date; CallLength = $recording.CallLength; CallDirection = $recording.CallDirection; State = $recording.State; Ani = $recording.Ani; Dnis = $recording.Dnis
                DeviceId = $recording.DeviceId; AgentId = $recording.AgentId; AgentName = $recording.AgentName; HeardSeconds = 12; Verdict = 'Coach'; Note = ''; MarkedAt = '2026-11-26T04:00:00.000Z'
            }
        }
        $marks = Join-Path $TestDrive marks.csv
        $rows | Export-Csv $marks -Encoding utf8BOM
        $copies = Import-Csv $marks | Where-Object Verdict -EQ Coach | Save-WcRecordingAudio -Destination $TestDrive/coaching -PassThru
        # Downloads end in any order.
        $copies.Path | Split-Path -Leaf | Sort-Object | Should -Be ($saved[0..2].Path | Split-Path -Leaf | Sort-Object)
    }
}
