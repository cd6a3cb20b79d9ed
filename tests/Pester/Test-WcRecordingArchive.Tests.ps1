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
        $test.Absent[0] | Should -Be $saved[0].Path
        $test.Corrupt | Should -Be $saved[1].Path
        $test.Unlisted | Should -Be (Join-Path $archive note.txt)
        (Test-WcRecordingArchive $archive -SizeOnly).Corrupt | Should -BeNullOrEmpty
        Test-WcRecordingArchive $archive -Quiet | Should -BeExactly $false
    }

    It 'returns full paths for a relative -Path' {
        $saved = @(Get-WcArchivedRecording $archive -Status Saved)
        Remove-Item $saved[0].Path
        Set-Content $archive/note.txt mine
        Push-Location $TestDrive
        try {
            $test = Test-WcRecordingArchive "./$(Split-Path $archive -Leaf)"
        }
        finally {
            Pop-Location
        }

        $test.Path | Should -Be $archive
        $test.Absent | Should -Be $saved[0].Path
        $test.Unlisted | Should -Be (Join-Path $archive note.txt)
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

    It 'judges the rest when a file and a folder cannot be read' -Skip:$IsWindows {
        if (-not (Test-Nobody)) {
            Set-ItResult -Skipped -Because 'an account without all rights cannot start this shell'
        }

        $saved = @(Get-WcArchivedRecording $archive -Status Saved)
        Remove-Item $saved[1].Path
        $null = New-Item -ItemType Directory $archive/lost+found
        chmod -R a+rX $archive
        chmod go-rx $archive/lost+found
        (Invoke-Nobody "(Test-WcRecordingArchive '$archive').Unreadable") | Should -Be "$archive/lost+found"
        chmod go-r $saved[0].Path
        $test = Invoke-Nobody "Test-WcRecordingArchive '$archive' | ConvertTo-Json -Depth 4" | ConvertFrom-Json
        $test.Unreadable | Should -Be ("$archive/lost+found", $saved[0].Path | Sort-Object -CaseSensitive)
        $test.Absent | Should -Be $saved[1].Path
        $test.Corrupt | Should -BeNullOrEmpty
        $test.IsValid | Should -BeFalse
    }

    It 'has a verdict when the ledgers cannot be read' -Skip:$IsWindows {
        if (-not (Test-Nobody)) {
            Set-ItResult -Skipped -Because 'an account without all rights cannot start this shell'
        }

        chmod -R a+rX $archive
        chmod go-rx $archive/.wellcloud
        $test = Invoke-Nobody "Test-WcRecordingArchive '$archive' | ConvertTo-Json -Depth 4" | ConvertFrom-Json
        $test.IsValid | Should -BeFalse
        "$($test.LedgerProblems)" | Should -BeLike '*.wellcloud*'
    }

    It 'is valid with a folder that cannot be entered' -Skip:$IsWindows {
        if (-not (Test-Nobody)) {
            Set-ItResult -Skipped -Because 'an account without all rights cannot start this shell'
        }

        $null = New-Item -ItemType Directory $archive/closed
        chmod -R a+rX $archive
        chmod go-rx $archive/closed
        Invoke-Nobody "Test-WcRecordingArchive '$archive' -Quiet" | Should -Be 'True'
    }

    It 'tests only the recordings that the filters select' {
        $saved = @(Get-WcArchivedRecording $archive -Status Saved)
        Remove-Item $saved[0].Path
        Set-Content $archive/note.txt mine
        $test = Test-WcRecordingArchive $archive -Id $saved[1].Id, $saved[2].Id
        $test.Files | Should -Be 2
        $test.IsValid | Should -BeTrue
        (Test-WcRecordingArchive $archive -Id $saved[0].Id).Absent | Should -Be $saved[0].Path
        (Get-Fault { Test-WcRecordingArchive $archive -Id nobody }).FullyQualifiedErrorId | Should -BeLike 'RecordingNotFound,*'
    }

    It 'says whether the ledger continues heads kept elsewhere' {
        $lost = 'f' * 64
        $test = Test-WcRecordingArchive $archive -LedgerHead "$($result.LedgerHead) $lost", $result.LedgerHead.ToUpper()
        $test.Heads.IsContinued | Should -Be $true, $false, $true
        $test.Heads[1].Head | Should -Be $lost
        $test.IsValid | Should -BeFalse
        Test-WcRecordingArchive $archive -LedgerHead $result.LedgerHead -Quiet | Should -BeTrue
        { Test-WcRecordingArchive $archive -LedgerHead $null } | Should -Throw '*64*'
        { Test-WcRecordingArchive $archive -LedgerHead @() } | Should -Throw
        { Test-WcRecordingArchive $archive -LedgerHead 'abc' } | Should -Throw "*'abc'*64*"
    }

    It 'takes archives from the pipeline' {
        ($archive, "$archive-none" | Test-WcRecordingArchive -Quiet) | Should -Be $true, $false
        ($result | Test-WcRecordingArchive).Path | Should -Be $archive
        (Get-Item $archive | Test-WcRecordingArchive).Path | Should -Be $archive
    }

    It 'shows how many files are absent and the first of them' {
        $gone = @(Get-WcArchivedRecording $archive -Status Saved -First 4).Path
        Remove-Item $gone
        $lines = (Test-WcRecordingArchive $archive | Out-String -Width 80) -split '\r?\n'
        $at = [array]::FindIndex($lines, [Predicate[string]] { $args[0] -match '^Absent +: 4$' })
        $at | Should -BeGreaterThan 0
        $first = @($gone | Sort-Object -CaseSensitive | Select-Object -First 3)

        # A long path is shortened in the middle, so its folder and its id stay.
        $shown = $lines[($at + 1)..($at + 4)].Trim()
        foreach ($i in 0..2) {
            $path = [IO.Path]::GetRelativePath($archive, $first[$i])
            $shown[$i] | Should -BeLike "$($path.Substring(0, 10))*$($path.Substring($path.Length - 41))"
        }

        $shown[3] | Should -Be '…'
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
    }
}
