BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Wellcloud.Testing.psm1') -Force
    Import-Module $ModulePath -Force
    $emulator = Start-Emulator --recordings 60 --audio-bytes 4000
    Connect-Emulator $emulator
}

AfterAll {
    Disconnect-Wellcloud
    Stop-Emulator $emulator
    Remove-Module Wellcloud.Recordings
}

Describe 'Sync-WcRecordingArchive' {
    BeforeEach {
        Clear-Fault $emulator
        $archive = Join-Path $TestDrive ([guid]::NewGuid())
    }

    It 'warns once of audio much shorter than its call, and Test lists it' {
        $null = Sync-WcRecordingArchive $archive -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings.Count | Should -Be 1
        $test = Test-WcRecordingArchive $archive
        $test.IsValid | Should -BeTrue
        "$warnings" | Should -BeLike "*: $($test.Short.Count), such as*"
        $null = Sync-WcRecordingArchive $archive -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings.Count | Should -Be 0
        (Get-WcArchivedRecording $archive -Status Saved | Select-Object -First 1).AudioLength | Should -BeOfType ([timespan])
    }

    It 'downloads everything once, and the result adds up' {
        $first = Sync-WcRecordingArchive $archive
        $first.GetType().Name | Should -Be 'ArchiveSyncResult'
        $first.Listed | Should -Be 60
        $first.Listed | Should -Be ($first.Saved + $first.AlreadyPresent + $first.Missing + $first.NotFound + $first.Failed + $first.Removed)
        $first.Path | Should -Be $archive
        $asked = @(Get-EmulatorRequest $emulator -Endpoint Audio).Count

        $second = Sync-WcRecordingArchive -Path $archive
        $second.AlreadyPresent | Should -Be $first.Saved
        $second.Saved | Should -Be 0
        $second.LedgerHead | Should -Be $first.LedgerHead
        @(Get-EmulatorRequest $emulator -Endpoint Audio).Count | Should -Be $asked
    }

    It 'shows with -WhatIf what it would download, and writes nothing' {
        $said = Invoke-Shell "Import-Module '$ModulePath'; Connect-Wellcloud -BaseUri $($emulator.BaseUri) -Token $($emulator.Token); Sync-WcRecordingArchive '$archive' -WhatIf"
        $said | Should -BeLike '*60 listed, 0 present, 60 to download*'
        Test-Path $archive | Should -BeFalse
        @(Get-EmulatorRequest $emulator -Endpoint Audio).Count | Should -Be 0
    }

    It 'accepts the filters of Get-WcRecording' {
        $wanted = @(Get-WcRecording -CallDirection Inbound -State Success)
        (Sync-WcRecordingArchive $archive -CallDirection Inbound -State Success).Saved | Should -Be $wanted.Count
        @(Get-WcArchivedRecording $archive).Id | Sort-Object | Should -Be ($wanted.Id | Sort-Object)
    }

    It 'writes an error for a literal id that is not listed' {
        $id = (Get-WcRecording -State Success -First 1).Id
        $result = Sync-WcRecordingArchive $archive -Id $id, nobody -ErrorVariable faults -ErrorAction SilentlyContinue
        $result.Saved | Should -Be 1
        @($faults)[0].FullyQualifiedErrorId | Should -BeLike 'RecordingNotFound,*'
        @($faults)[0].TargetObject | Should -Be 'nobody'
    }

    It 'writes an error for a failed recording, but not for a missing one' {
        $recordings = @(Get-WcRecording -State Success -First 2)
        Add-Fault $emulator @{ kind = 'Html'; endpoint = 'Audio'; id = $recordings[0].Id }, @{ kind = 'Status'; endpoint = 'Audio'; id = $recordings[1].Id; status = 448 }
        $result = Sync-WcRecordingArchive $archive -ErrorVariable faults -ErrorAction SilentlyContinue
        $result.Failed | Should -Be 1
        $result.Missing | Should -BeGreaterThan 0
        @($faults).Count | Should -Be 1
        $faults[0].FullyQualifiedErrorId | Should -BeLike 'InvalidResponse,*'
        $faults[0].TargetObject.Id | Should -Be $recordings[0].Id
        Get-WcArchivedRecording $archive -Status Failed | ForEach-Object Id | Should -Be $recordings[0].Id
        (Get-WcArchivedRecording $archive -Status Missing).Id | Should -Contain $recordings[1].Id

        Clear-Fault $emulator
        (Sync-WcRecordingArchive $archive).Saved | Should -Be 1
        (Sync-WcRecordingArchive $archive -Force).Saved | Should -Be 1
    }

    It 'covers everything with shards, and part 0 is the last' {
        $results = '0/3', '1/3', '2/3' | ForEach-Object { Sync-WcRecordingArchive $archive -Shard $_ }
        ($results | Measure-Object Listed -Sum).Sum | Should -Be 60
        @(Get-ChildItem $archive/.wellcloud/ledger-*-of-3.jsonl -Force).Count | Should -Be 3
        Test-WcRecordingArchive $archive -Quiet | Should -BeTrue
    }

    It 'refuses an invalid shard and shows a valid one' {
        $fault = Get-Fault { Sync-WcRecordingArchive $archive -Shard 9/8 }
        $fault.Exception.Message | Should -BeLike '*2/8*'
        "$fault" | Should -Not -BeLike '*(Parameter*'
        $fault = Get-Fault { Sync-WcRecordingArchive $archive -Shard 1/2 -NameTemplate '{DeviceId}' }
        $fault.FullyQualifiedErrorId | Should -BeLike 'ShardTemplate,*'
        "$fault" | Should -BeLike '*{Id}*'
        "$fault" | Should -Not -BeLike '*(Parameter*'
        $fault.ErrorDetails.RecommendedAction | Should -BeLike '*-NameTemplate*-Shard*'
    }

    It 'refuses a second run of the same shard' {
        $null = New-Item -ItemType Directory $archive/.wellcloud -Force
        $held = [IO.File]::Open("$archive/.wellcloud/lock", 'OpenOrCreate', 'ReadWrite', 'None')
        try {
            $fault = Get-Fault { Sync-WcRecordingArchive $archive }
        }
        finally {
            $held.Dispose()
        }

        $fault.FullyQualifiedErrorId | Should -BeLike 'ArchiveInUse,*'
        "$fault" | Should -Not -BeLike '*shard*'
        $fault.CategoryInfo.Category | Should -Be 'ResourceBusy'
        (Sync-WcRecordingArchive $archive).Listed | Should -Be 60
    }

    It 'ends with advice when the ledger is damaged' {
        $null = Sync-WcRecordingArchive $archive
        $ledger = "$archive/.wellcloud/ledger.jsonl"
        $lines = [IO.File]::ReadAllLines($ledger)
        $lines[5] = 'garbage'
        [IO.File]::WriteAllText($ledger, ($lines -join "`n") + "`n")
        $fault = Get-Fault { Sync-WcRecordingArchive $archive }
        $fault.FullyQualifiedErrorId | Should -BeLike 'LedgerDamaged,*'
        $fault.Exception.Message | Should -BeLike '*line 6*'
        $fault.ErrorDetails.RecommendedAction | Should -BeLike '*Test-WcRecordingArchive*'
    }

    It 'ends without changes when the listing is cut off' {
        Add-Fault $emulator @{ kind = 'CutBody'; endpoint = 'Recordings'; fraction = 0.9 }
        (Get-Fault { Sync-WcRecordingArchive $archive }).FullyQualifiedErrorId | Should -BeLike 'TruncatedResponse,*'
        @(Get-ChildItem $archive -Recurse -File).Count | Should -Be 0
    }

    It 'ends with an error and without loss when <Name> meets a file size limit, and the next run finishes' -Skip:$IsWindows -ForEach @(
        @{ Name = 'the ledger'; Recordings = 1400; Bytes = 256; Present = { $_ -gt 900 } }
        @{ Name = 'the end of the listing'; Recordings = 2300; Bytes = 256; Present = { $_ -eq 0 } }
    ) {
        $large = Start-Emulator --recordings $Recordings --audio-bytes $Bytes
        try {
            $script = "Import-Module '$ModulePath'; Connect-Wellcloud -BaseUri $($large.BaseUri) -Token $($large.Token); try { Sync-WcRecordingArchive '$archive' } catch { `$_.FullyQualifiedErrorId; `$_.ErrorDetails.RecommendedAction }"

            # Write-xor-execute is off, because the runtime would need a file for it that is larger than the limit.
            $said = bash -c 'trap "" XFSZ; ulimit -f 1024; DOTNET_EnableWriteXorExecute=0 exec "$@"' _ @ShellCommand -Command $script
            ($said -join "`n") | Should -BeLike 'WriteFailed,*free space*'
            Get-ChildItem $archive -Recurse -File -Filter *.mp3 | Where-Object Length -NE $Bytes | Should -BeNullOrEmpty
            $session = Connect-Wellcloud -BaseUri $large.BaseUri -Token $large.Token -NoDefault -PassThru
            $result = Sync-WcRecordingArchive $archive -Session $session
            $result.Failed | Should -Be 0
            $result.AlreadyPresent | Where-Object $Present | Should -Not -BeNullOrEmpty
            Test-WcRecordingArchive $archive -Quiet | Should -BeTrue
        }
        finally {
            Stop-Emulator $large
        }
    }

    It 'continues after a file that is larger than the file system allows, and says what is wrong' -Skip:$IsWindows {
        $large = Start-Emulator --recordings 12 --audio-bytes 2000000
        try {
            $script = "Import-Module '$ModulePath'; Connect-Wellcloud -BaseUri $($large.BaseUri) -Token $($large.Token); (Sync-WcRecordingArchive '$archive' -ErrorVariable faults -ErrorAction SilentlyContinue).Failed; `$faults | ForEach-Object { `"`$(`$_.FullyQualifiedErrorId): `$_`" }"
            $failed, $faults = bash -c 'trap "" XFSZ; ulimit -f 1024; DOTNET_EnableWriteXorExecute=0 exec "$@"' _ @ShellCommand -Command $script
            [int]$failed | Should -BeGreaterThan 5
            $faults | Should -HaveCount $failed
            $faults | ForEach-Object { $_ | Should -BeLike 'WriteFailed,*FAT32*4 GB*' }
            Get-ChildItem $archive -Recurse -File -Include *.mp3, *.partial, *.partial.json | Should -BeNullOrEmpty
            $session = Connect-Wellcloud -BaseUri $large.BaseUri -Token $large.Token -NoDefault -PassThru
            (Sync-WcRecordingArchive $archive -Session $session).Failed | Should -Be 0
            Test-WcRecordingArchive $archive -Quiet | Should -BeTrue
        }
        finally {
            Stop-Emulator $large
        }
    }

    It 'ends with advice when the archive disappears during the run' {
        # The archive disappears when the error of the first recording arrives, during the slow transfer of the next one.
        Add-Fault $emulator @{ kind = 'Status'; status = 403; endpoint = 'Audio'; times = 1 }, @{ kind = 'SlowBody'; endpoint = 'Audio'; bytes = 500; delay = '00:00:00.2' }
        $fault = $null
        try {
            Sync-WcRecordingArchive $archive -ThrottleLimit 1 -ErrorAction Continue 2>&1 | ForEach-Object { Move-Item $archive "$archive-gone" }
        }
        catch {
            $fault = $_
        }

        $fault.FullyQualifiedErrorId | Should -BeLike 'WriteFailed,*'
        $fault.CategoryInfo.Category | Should -Be 'WriteError'
        $fault.ErrorDetails.RecommendedAction | Should -BeLike '*path*'
        Clear-Fault $emulator
        (Sync-WcRecordingArchive $archive).Failed | Should -Be 0
        Test-WcRecordingArchive $archive -Quiet | Should -BeTrue
        (Test-WcRecordingArchive "$archive-gone").Absent | Should -BeNullOrEmpty
    }

    It 'ends with advice on a read-only archive, which other commands still read' -Skip:$IsWindows {
        if (-not (Test-Nobody)) {
            Set-ItResult -Skipped -Because 'an account without all rights cannot start this shell'
        }

        $null = Sync-WcRecordingArchive $archive -CallDirection Inbound
        $known = @(Get-WcArchivedRecording $archive)
        chmod -R a-w,a+rX $archive
        try {
            $said = Invoke-Nobody @"
                Connect-Wellcloud -BaseUri $($emulator.BaseUri) -Token $($emulator.Token)
                foreach (`$work in { Sync-WcRecordingArchive '$archive' }, { Get-WcRecording -State Success -First 1 | Save-WcRecordingAudio -Destination '$archive' }) {
                    try { & `$work } catch { `$_.FullyQualifiedErrorId; `$_.ErrorDetails.RecommendedAction }
                }
                @(Get-WcArchivedRecording '$archive').Count
                Test-WcRecordingArchive '$archive' -Quiet
"@
        }
        finally {
            chmod -R u+w $archive
        }

        $said[0] | Should -BeLike 'WriteFailed,*Sync*'
        $said[1] | Should -BeLike '*permissions*'
        $said[2] | Should -BeLike 'WriteFailed,*Save*'
        $said[4] | Should -Be $known.Count
        $said[5] | Should -Be 'True'
        (Sync-WcRecordingArchive $archive).AlreadyPresent | Should -Be @($known | Where-Object Path).Count
    }

    It 'remembers the name template, and warns once about another' {
        $old = Get-WcRecording -State Success -First 1
        $null = Sync-WcRecordingArchive $archive -Id $old.Id -NameTemplate '{DeviceId}/{Id}' -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings -like '*name template*' | Should -BeNullOrEmpty
        $null = Sync-WcRecordingArchive $archive -State Success -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings -like '*name template*' | Should -BeNullOrEmpty
        Get-WcArchivedRecording $archive | ForEach-Object { $_.Path | Should -Be (Join-Path $archive $_.Recording.DeviceId "$($_.Id).mp3") }

        $null = Sync-WcRecordingArchive $archive -NameTemplate '{Id}' -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings -like '*name template*{DeviceId}/{Id}*' | Should -HaveCount 1
        $null = Sync-WcRecordingArchive $archive -NameTemplate '{Id}' -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings -like '*name template*' | Should -BeNullOrEmpty
    }

    It 'returns its result with a warning when only SHA256SUMS cannot be written' {
        $null = New-Item -ItemType Directory (Join-Path $archive SHA256SUMS)
        $result = Sync-WcRecordingArchive $archive -WarningVariable warnings -WarningAction SilentlyContinue
        $result.Failed | Should -Be 0
        @($warnings -match 'SHA256SUMS') | Should -HaveCount 1
        Remove-Item (Join-Path $archive SHA256SUMS)
        Sync-WcRecordingArchive $archive -WarningVariable warnings -WarningAction SilentlyContinue | Should -Not -BeNullOrEmpty
        $warnings -match 'SHA256SUMS' | Should -BeNullOrEmpty
        Join-Path $archive SHA256SUMS | Should -Exist
    }

    It 'warns when it lists nothing' {
        $result = Sync-WcRecordingArchive $archive -DeviceId 1* -WarningVariable warnings -WarningAction SilentlyContinue
        $result.Listed | Should -Be 0
        "$warnings" | Should -BeLike '*Get-WcRecording*'
    }

    It 'downloads with -Force what does not verify' {
        $null = Sync-WcRecordingArchive $archive
        $file = (Get-WcArchivedRecording $archive -Status Saved -First 1).Path
        $bytes = [IO.File]::ReadAllBytes($file)
        $bytes[900] = $bytes[900] -bxor 1
        [IO.File]::WriteAllBytes($file, $bytes)
        (Sync-WcRecordingArchive $archive).Saved | Should -Be 0
        (Sync-WcRecordingArchive $archive -Force).Saved | Should -Be 1
        Test-WcRecordingArchive $archive -Quiet | Should -BeTrue
    }

    It 'warns once of audio that does not look like its format' {
        Add-Fault $emulator @{ kind = 'Status'; status = 200; endpoint = 'Audio'; contentType = 'audio/mpeg'; body = "`u{1}`u{2}noise" * 500 }
        $result = Sync-WcRecordingArchive $archive -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings.Count | Should -Be 1
        "$warnings" | Should -BeLike "*: $($result.Saved), such as*announced*"
        Test-WcRecordingArchive $archive -Quiet | Should -BeTrue
    }

    It 'says in each run that a lost file cannot be downloaded again, and Test lists it' {
        $null = Sync-WcRecordingArchive $archive -WarningAction SilentlyContinue
        $lost = Get-WcArchivedRecording $archive -Status Saved -First 1
        Remove-Item -LiteralPath $lost.Path
        Add-Fault $emulator @{ kind = 'CodeInBody'; code = '448'; endpoint = 'Audio' }
        foreach ($run in 1, 2) {
            $result = Sync-WcRecordingArchive $archive -ErrorVariable faults -ErrorAction SilentlyContinue
            $result.Failed | Should -Be 1
            $faults.FullyQualifiedErrorId | Should -BeLike 'RecordingFileMissing,*'
            "$faults" | Should -BeLike "*$($lost.Id)*gone*"
            (Test-WcRecordingArchive $archive).Absent | Should -Be $lost.Path
        }

        $null = Remove-WcArchivedRecording $archive -Id $lost.Id -Reason 'lost' -Confirm:$false
        Test-WcRecordingArchive $archive -Quiet | Should -BeTrue
    }

    It 'never writes the token' {
        $output = Sync-WcRecordingArchive $archive -Verbose -Debug -WarningAction Continue *>&1 | Out-String
        $output | Should -Not -BeLike "*$($emulator.Token)*"
        Get-ChildItem $archive -Recurse -File -Force | Where-Object Extension -In '.jsonl', '' | ForEach-Object { Get-Content $_.FullName -Raw } | Should -Not -BeLike "*$($emulator.Token)*"
    }
}
