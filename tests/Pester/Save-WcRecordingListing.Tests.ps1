BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Wellcloud.Testing.psm1') -Force
    Import-Module $ModulePath -Force
    $emulator = Start-Emulator --recordings 60 --audio-bytes 3000
}

AfterAll {
    Stop-Emulator $emulator
    Remove-Module Wellcloud.Recordings
}

Describe 'Save-WcRecordingListing' {
    BeforeEach {
        Connect-Emulator $emulator
        Clear-Fault $emulator
        $folder = (New-Item -ItemType Directory -Path "TestDrive:/$(New-Guid)").FullName
        $list = Join-Path $folder list.json
    }

    AfterEach {
        Get-WcSession | Disconnect-Wellcloud
    }

    It 'returns the file, which has all rows' {
        $file = Save-WcRecordingListing $list
        $file | Should -BeOfType ([IO.FileInfo])
        $file.FullName | Should -Be $list
        $file | Format-Table | Out-String | Should -Be (Get-Item $list | Format-Table | Out-String)
        (Get-Content $list -Raw | ConvertFrom-Json).Count | Should -Be 60
        Get-ChildItem $folder -Name | Should -Be 'list.json'
    }

    It 'reads a path that is relative to the current location' {
        Push-Location -LiteralPath $folder
        try {
            (Save-WcRecordingListing -OutFile new/list.json.gz).FullName | Should -Be (Join-Path $folder new list.json.gz)
            @(Get-WcRecording -ListingPath new/list.json.gz).Count | Should -Be 60
        }
        finally {
            Pop-Location
        }
    }

    It 'overwrites only with -Force, and keeps the old file when the new list breaks off' {
        Set-Content $list '[]'
        $fault = Get-Fault { Save-WcRecordingListing $list }
        $fault.FullyQualifiedErrorId | Should -BeLike 'FileExists,*'
        $fault.TargetObject | Should -Be $list
        "$fault" | Should -BeLike '*-Force*'
        (Get-Fault { Save-WcRecordingListing $list -WhatIf }).FullyQualifiedErrorId | Should -BeLike 'FileExists,*'
        Get-EmulatorRequest $emulator | Should -BeNullOrEmpty

        Add-Fault $emulator @{ kind = 'CutChunked'; fraction = 0.9 }
        $fault = Get-Fault { Save-WcRecordingListing $list -Force }
        $fault.FullyQualifiedErrorId | Should -BeLike 'TruncatedResponse,*'
        Get-Content $list | Should -Be '[]'
        Get-ChildItem $folder -Name | Should -Be 'list.json'

        Clear-Fault $emulator
        (Save-WcRecordingListing $list -Force).Length | Should -BeGreaterThan 60
    }

    It 'sends no request with -WhatIf' {
        Save-WcRecordingListing $list -WhatIf | Should -BeNullOrEmpty
        Get-ChildItem $folder | Should -BeNullOrEmpty
        Get-EmulatorRequest $emulator | Should -BeNullOrEmpty
    }

    It 'leaves nothing when the pipeline stops' {
        Add-Fault $emulator @{ kind = 'StallBody' }
        $shell = [powershell]::Create()
        $null = $shell.AddScript("Import-Module '$ModulePath'; Connect-Wellcloud -BaseUri '$($emulator.BaseUri)' -Token '$($emulator.Token)'; Save-WcRecordingListing '$list'")
        $running = $shell.BeginInvoke()
        Wait-EmulatorStall $emulator
        $shell.Stop()
        $shell.InvocationStateInfo.State | Should -Be 'Stopped'
        $running.IsCompleted | Should -BeTrue
        Get-ChildItem $folder | Should -BeNullOrEmpty
        $shell.Dispose()
    }

    It 'needs a session and uses the given one' {
        $session = Connect-Wellcloud -BaseUri $emulator.BaseUri -Token wrong -NoDefault
        (Get-Fault { Save-WcRecordingListing $list -Session $session }).FullyQualifiedErrorId | Should -BeLike 'AuthenticationFailed,*'
        $session | Disconnect-Wellcloud
        (Get-Fault { Save-WcRecordingListing $list -Session $session }).FullyQualifiedErrorId | Should -BeLike 'NotConnected,*'
    }

    It 'refuses a path outside the file system, and a folder' {
        (Get-Fault { Save-WcRecordingListing Variable:x }).FullyQualifiedErrorId | Should -BeLike 'WriteFailed,*'
        (Get-Fault { Save-WcRecordingListing $folder }).FullyQualifiedErrorId | Should -BeLike 'WriteFailed,*'
    }
}

Describe '-ListingPath' {
    BeforeAll {
        Connect-Emulator $emulator
        $list = (Save-WcRecordingListing (Join-Path $TestDrive list.json.gz)).FullName
        $all = @(Get-WcRecording)
        Get-WcSession | Disconnect-Wellcloud
    }

    BeforeEach {
        Clear-Fault $emulator
    }

    AfterEach {
        Get-WcSession | Disconnect-Wellcloud
    }

    It 'lists without a session, with filters' {
        @(Get-WcRecording -ListingPath $list).Id | Should -Be $all.Id
        @(Get-WcRecording -ListingPath $list -AgentName $all[3].AgentName).Id | Should -Be @($all | Where-Object AgentName -EQ $all[3].AgentName).Id
        @(Get-WcRecording -ListingPath $list -Skip 5 -First 3).Id | Should -Be $all[5..7].Id
        @(Get-WcRecording -ListingPath (Get-Item $list) -First 1).Id | Should -Be $all[0].Id
        Get-EmulatorRequest $emulator | Should -BeNullOrEmpty
    }

    It 'reads times in +08:00, or in the offset of the session' {
        (Get-WcRecording -ListingPath $list -First 1).StartTime.Offset.TotalHours | Should -Be 8
        $session = Connect-Wellcloud -BaseUri $emulator.BaseUri -Token $emulator.Token -UtcOffset 3 -NoDefault
        (Get-WcRecording -ListingPath $list -First 1 -Session $session).StartTime.Offset.TotalHours | Should -Be 3
        $session | Disconnect-Wellcloud
    }

    It 'reports an id that is not in the list' {
        $fault = Get-Fault { Get-WcRecording -ListingPath $list -Id no-such-id }
        $fault.FullyQualifiedErrorId | Should -BeLike 'RecordingNotFound,*'
    }

    It 'syncs shards from one list, each recording once' {
        Connect-Emulator $emulator
        $archive = Join-Path $TestDrive archive
        $results = 1..3 | ForEach-Object { Sync-WcRecordingArchive $archive -Shard "$_/3" -ListingPath $list }
        ($results | Measure-Object Listed -Sum).Sum | Should -Be 60
        @(Get-EmulatorRequest $emulator -Endpoint Recordings).Count | Should -Be 0
        @(Get-WcArchivedRecording $archive).Id | Sort-Object | Should -Be ($all.Id | Sort-Object)
        (Test-WcRecordingArchive $archive).IsValid | Should -BeTrue
    }

    It 'needs a session for the audio of a sync' {
        (Get-Fault { Sync-WcRecordingArchive (Join-Path $TestDrive none) -ListingPath $list }).FullyQualifiedErrorId | Should -BeLike 'NotConnected,*'
    }

    It 'ends with <Id> for a file that is <What>, and says how to save it again' -ForEach @(
        @{ What = 'cut off'; Id = 'TruncatedResponse'; Damage = { param($bytes) , $bytes[0..($bytes.Length - 2)] } }
        @{ What = 'damaged'; Id = 'InvalidResponse'; Damage = { param($bytes) $bytes[100] = $bytes[100] -bxor 255; , $bytes } }
        @{ What = 'empty'; Id = 'InvalidResponse'; Damage = { , [byte[]]@() } }
        @{ What = 'something else'; Id = 'InvalidResponse'; Damage = { , [Text.Encoding]::UTF8.GetBytes('<html>') } }
        @{ What = 'missing'; Id = 'ReadFailed'; Damage = $null }
    ) {
        Connect-Emulator $emulator
        $bad = Join-Path $TestDrive "$(New-Guid).json.gz"
        if ($Damage) {
            [IO.File]::WriteAllBytes($bad, [byte[]](& $Damage ([IO.File]::ReadAllBytes($list))))
        }

        $archive = Join-Path $TestDrive (New-Guid)
        foreach ($fault in (Get-Fault { $null = Get-WcRecording -ListingPath $bad }), (Get-Fault { Sync-WcRecordingArchive $archive -ListingPath $bad })) {
            $fault.FullyQualifiedErrorId | Should -BeLike "$Id,*"
            $fault.TargetObject | Should -Be $bad
            "$fault" | Should -BeLike "*'$bad'*Save-WcRecordingListing -Force*"
            $fault.ErrorDetails.RecommendedAction | Should -BeLike '*Save-WcRecordingListing -OutFile*'
        }

        @(Get-EmulatorRequest $emulator).Count | Should -Be 0
    }
}
