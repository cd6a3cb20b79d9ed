BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Wellcloud.Testing.psm1') -Force
    Import-Module $ModulePath -Force
    $emulator = Start-Emulator --recordings 30 --audio-bytes 1000
    Connect-Emulator $emulator
}

AfterAll {
    Disconnect-Wellcloud
    Stop-Emulator $emulator
    Remove-Module Wellcloud.Recordings
}

Describe 'Test-WcRecordingArchive' {
    BeforeEach {
        $archive = Join-Path $TestDrive ([guid]::NewGuid())
        $result = Sync-WcRecordingArchive $archive
    }

    It 'is valid after a sync' {
        $test = Test-WcRecordingArchive $archive
        $test.IsValid | Should -BeTrue
        $test.Files | Should -Be $result.Saved
        $test.Bytes | Should -Be $result.Bytes
        $test.LedgerHead | Should -Be $result.LedgerHead
        $test.Path | Should -Be $archive
        Test-WcRecordingArchive $archive -Quiet | Should -BeExactly $true
    }

    It 'names absent, corrupt and unlisted files' {
        $saved = @(Get-WcArchivedRecording $archive -Status Saved)
        Remove-Item $saved[0].Path
        [IO.File]::WriteAllBytes($saved[1].Path, [byte[]]::new(1000))
        Set-Content $archive/note.txt mine
        $test = Test-WcRecordingArchive $archive
        $test.IsValid | Should -BeFalse
        [IO.Path]::GetFullPath($test.Absent, $archive) | Should -Be $saved[0].Path
        [IO.Path]::GetFullPath($test.Corrupt, $archive) | Should -Be $saved[1].Path
        $test.Unlisted | Should -Be 'note.txt'
        (Test-WcRecordingArchive $archive -SizeOnly).Corrupt | Should -BeNullOrEmpty
        Test-WcRecordingArchive $archive -Quiet | Should -BeExactly $false
    }

    It 'names the changed line of a ledger' {
        $ledger = "$archive/.wellcloud/ledger.jsonl"
        $lines = [IO.File]::ReadAllLines($ledger)
        $lines[3] = $lines[3].Replace('"bytes":1000', '"bytes":1001')
        [IO.File]::WriteAllText($ledger, ($lines -join "`n") + "`n")
        $test = Test-WcRecordingArchive $archive
        $test.LedgerProblems | Should -BeLike '*line 4*'
        Test-WcRecordingArchive $archive -Quiet | Should -BeExactly $false
    }

    It 'is not valid for a folder that is not an archive' {
        Test-WcRecordingArchive $TestDrive/nowhere -Quiet | Should -BeExactly $false
    }
}
