# File systems that only root can make: one that ignores case, one that limits files to 4 GB, a full one and a read-only one.
BeforeDiscovery {
    Import-Module "$PSScriptRoot/Servers.psm1" -Force

    # Whether this machine can make a file system of a kind.
    function Test-Volume([string] $Kind) {
        try { Close-Volume (New-Volume $Kind); $true }
        catch { Write-Warning "No $Kind here: $_"; $false }
    }

    $canExFat = Test-Volume exfat
    $canFat = Test-Volume fat32
    $canFull = Test-Volume tmpfs
}

BeforeAll {
    Import-Module "$PSScriptRoot/Servers.psm1" -Force
    Import-Module $ModulePath -Force
    $count = 40
    $emulator = Start-Emulator @('--recordings', $count, '--audio-bytes', '100000')
    Connect-Emulator $emulator
}

AfterAll {
    Get-WcSession | Disconnect-Wellcloud
    Stop-Emulator $emulator
}

Describe 'On exFAT' -Skip:(-not $canExFat) {
    BeforeAll {
        $volume = New-Volume exfat
    }

    AfterAll {
        Close-Volume $volume
    }

    It 'an archive is complete' {
        $folder = Join-Path $volume.Path all
        $run = Receive-Sync (Start-Sync $folder)
        $run.Faults | Should -BeNullOrEmpty
        Assert-Whole $folder $emulator $count
    }

    It 'an archive is valid when the case of a folder has changed' {
        $folder = Join-Path $volume.Path renamed
        $null = Sync-WcRecordingArchive $folder -NameTemplate 'Calls/{Id}' -WarningAction SilentlyContinue
        Move-Item $folder/Calls $folder/moved
        Move-Item $folder/moved $folder/calls
        $test = Test-WcRecordingArchive $folder
        $test.Unlisted | Should -BeNullOrEmpty
        $test.IsValid | Should -BeTrue
    }

    It 'folders that differ only in case are one, whose files are not saved again' {
        $rows = @(Get-WcRecording -State Success -First 2 | Select-Object Id, @{ n = 'AgentName'; e = { 'Li Lei' } })
        $rows[1].AgentName = 'li lei'
        foreach ($status in 'Saved', 'Skipped') {
            ($rows | Save-WcRecordingAudio -Destination (Join-Path $volume.Path agents) -NameTemplate '{AgentName}/{Id}' -PassThru).Status | Should -Be $status, $status
        }
    }
}

Describe 'Two ids that differ only in case, on exFAT' -Skip:(-not ($canExFat -and (Test-Program nginx))) {
    BeforeAll {
        $volume = New-Volume exfat
        $nginx = Start-Nginx 'root {folder}/www;'
        $source = @(Get-WcRecording -State Success -First 2 | Save-WcRecordingAudio -Destination (Join-Path $TestDrive source) -PassThru -WarningAction SilentlyContinue)
        $tenant = Join-Path $nginx.Folder www api operation tenant
        $rows = @(0..($count - 1) | ForEach-Object { Get-EmulatorRecording $emulator $_ } | Where-Object id -In $source.Id | Select-Object -ExcludeProperty audioLength, audioSha256)
        $names = 'abc', 'ABC'
        foreach ($place in 0, 1) {
            $rows[$place].id = $names[$place]
            $file = Join-Path $tenant recording $names[$place] stream2
            $null = New-Item -ItemType Directory -Force (Split-Path $file)
            Copy-Item $source[$place].Path $file
        }

        ConvertTo-Json -Depth 5 $rows | Set-Content (Join-Path $tenant recordings)
        Connect-Wellcloud -BaseUri "http://127.0.0.1:$($nginx.Port)/" -Token x -NoProxy
    }

    AfterAll {
        Connect-Emulator $emulator
        Stop-Server $nginx
        Close-Volume $volume
    }

    It 'are two recordings, each with its own audio, under <_>' -ForEach '{Id}', '{Id}/{Date}' {
        $folder = Join-Path $volume.Path ([guid]::NewGuid())
        $result = Sync-WcRecordingArchive $folder -NameTemplate $_ -WarningAction SilentlyContinue
        $result.Saved | Should -Be 2
        (Test-WcRecordingArchive $folder).IsValid | Should -BeTrue
        foreach ($entry in Get-WcArchivedRecording $folder) {
            $place = [array]::IndexOf($names, $entry.Id)
            (Get-FileHash $entry.Path).Hash | Should -Be (Get-FileHash $source[$place].Path).Hash -Because $entry.Id
        }
    }
}

Describe 'An archive on FAT32' -Skip:(-not $canFat) {
    It 'is complete' {
        $volume = New-Volume fat32
        try {
            $folder = Join-Path $volume.Path all
            $run = Receive-Sync (Start-Sync $folder)
            $run.Faults | Should -BeNullOrEmpty
            Assert-Whole $folder $emulator $count
        }
        finally {
            Close-Volume $volume
        }
    }
}

Describe 'A disk' -Skip:(-not $canFull) {
    It 'that is full ends the sync with one error, and files with a line stay valid' {
        $volume = New-Volume tmpfs
        try {
            $folder = Join-Path $volume.Path archive
            $run = Receive-Sync (Start-Sync $folder)
            $run.Result | Should -BeNullOrEmpty
            $run.Faults | Should -HaveCount 1
            $run.Faults[0].FullyQualifiedErrorId | Should -BeLike 'WriteFailed,*'
            $test = Test-WcRecordingArchive $folder
            $test.IsValid | Should -BeTrue -Because ($test | Format-List | Out-String)
            @(Get-WcArchivedRecording $folder -Status Saved).Count | Should -BeGreaterThan 0

            mount -o remount,size=64m $volume.Path
            $run = Receive-Sync (Start-Sync $folder)
            $run.Faults | Should -BeNullOrEmpty
            Assert-Whole $folder $emulator $count
        }
        finally {
            Close-Volume $volume
        }
    }

    It 'that is read-only is one error' {
        $volume = New-Volume tmpfs
        try {
            mount -o remount,ro $volume.Path
            $run = Receive-Sync (Start-Sync (Join-Path $volume.Path archive))
            $run.Result | Should -BeNullOrEmpty
            $run.Faults | Should -HaveCount 1
            $run.Faults[0].FullyQualifiedErrorId | Should -BeLike 'WriteFailed,*'
        }
        finally {
            Close-Volume $volume
        }
    }
}
