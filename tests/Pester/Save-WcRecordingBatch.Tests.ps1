BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Wellcloud.Testing.psm1') -Force
    Import-Module $ModulePath -Force
    $emulator = Start-Emulator --recordings 40 --batch-entries 5 --audio-bytes 3000 --batch-names gbk --batch-extra ../out.mp3
    Connect-Emulator $emulator
}

AfterAll {
    Disconnect-Wellcloud
    Stop-Emulator $emulator
    Remove-Module Wellcloud.Recordings
}

Describe 'Save-WcRecordingBatch' {
    BeforeEach {
        Clear-Fault $emulator
        $folder = (New-Item -ItemType Directory -Path "TestDrive:/$(New-Guid)").FullName
    }

    It 'saves to the current location and returns nothing' {
        Push-Location -LiteralPath $folder
        try {
            Save-WcRecordingBatch | Should -BeNullOrEmpty
        }
        finally {
            Pop-Location
        }

        Get-ChildItem $folder -Name | Should -Be 'recordings.zip'
    }

    It 'returns the outcome with -PassThru' {
        $batch = Save-WcRecordingBatch -OutFile "$folder/new/a.zip" -PassThru
        $batch.Path | Should -Be (Join-Path $folder new a.zip)
        $batch.Format | Should -Be 'zip'
        $batch.Entries | Should -Be 6
        $batch.Bytes | Should -Be (Get-Item $batch.Path).Length
        $batch.Sha256 | Should -Be (Get-FileHash $batch.Path).Hash
        $batch.Elapsed | Should -BeGreaterThan ([timespan]::Zero)
    }

    It 'unpacks only inside the folder, including Chinese names in GBK' {
        $batch = Save-WcRecordingBatch $folder -Expand -PassThru -ErrorVariable faults -ErrorAction SilentlyContinue
        $batch.Entries | Should -Be 6
        $names = Get-ChildItem $folder -Filter *.mp3 -Name
        $names.Count | Should -Be 5
        $names | Should -Match '^\p{IsCJKUnifiedIdeographs}+_\d{14}_.+\.mp3$'
        Test-Path (Join-Path (Split-Path $folder) out.mp3) | Should -BeFalse
        $faults.Count | Should -Be 1
        $faults[0].FullyQualifiedErrorId | Should -BeLike 'UnsafePath,*'
        $faults[0].CategoryInfo.Category | Should -Be 'SecurityError'
        $faults[0].TargetObject | Should -Be '../out.mp3'
        "$($faults[0])" | Should -BeLike "*'../out.mp3'*"
        $faults[0].ErrorDetails.RecommendedAction | Should -Not -BeLike '*-NameTemplate*'
    }

    It 'overwrites -OutFile only with -Force' {
        Set-Content "$folder/a.zip" mine
        $fault = Get-Fault { Save-WcRecordingBatch -OutFile "$folder/a.zip" }
        $fault.FullyQualifiedErrorId | Should -BeLike 'FileExists,*'
        "$fault" | Should -BeLike '*-Force*'
        "$fault" | Should -Not -BeLike '*free space*'
        Get-Content "$folder/a.zip" | Should -Be 'mine'
        (Save-WcRecordingBatch -OutFile "$folder/a.zip" -Force -PassThru).Entries | Should -Be 6
    }

    It 'sends no request with -WhatIf' {
        Save-WcRecordingBatch $folder -WhatIf
        Get-ChildItem $folder | Should -BeNullOrEmpty
        Get-EmulatorRequest $emulator | Should -BeNullOrEmpty
    }

    It 'sends the query to the service' {
        Save-WcRecordingBatch $folder -Query @{ from = '2024-01-01 00:00' }
        (Get-EmulatorRequest $emulator -Endpoint Batch).query | Should -Be '?from=2024-01-01%2000%3A00'
    }

    It 'warns about data that is neither a zip nor audio' {
        Add-Fault $emulator @{ kind = 'Status'; status = 200; body = 'id;time'; contentType = 'text/csv' }
        $batch = Save-WcRecordingBatch $folder -PassThru -WarningVariable warnings -WarningAction SilentlyContinue
        $batch.Format | Should -Be 'unknown'
        $batch.Entries | Should -BeNullOrEmpty
        "$warnings" | Should -BeLike "*$($batch.Path)*"
    }

    It 'writes <id> and leaves no file' -ForEach @(
        @{ id = 'RecordingNotFound'; rule = @{ kind = 'CodeInBody'; code = '425' } }
        @{ id = 'RecordingFileMissing'; rule = @{ kind = 'Status'; status = 448 } }
        @{ id = 'ServerError'; rule = @{ kind = 'CodeInBody'; code = '500'; message = 'no batch today' } }
        @{ id = 'UnexpectedStatus'; rule = @{ kind = 'Status'; status = 404 } }
        @{ id = 'InvalidResponse'; rule = @{ kind = 'Html' } }
        @{ id = 'TruncatedResponse'; rule = @{ kind = 'CloseDelimited'; fraction = 0.9 } }
    ) {
        Add-Fault $emulator $rule
        $fault = Get-Fault { Save-WcRecordingBatch $folder }
        $fault.FullyQualifiedErrorId | Should -BeLike "$id,*"
        Get-ChildItem $folder | Should -BeNullOrEmpty
        if ($rule['message']) {
            $fault.Exception.Message | Should -BeLike "*$($rule['message'])*"
        }
    }

    It 'refuses a path outside the file system' {
        (Get-Fault { Save-WcRecordingBatch Variable: }).FullyQualifiedErrorId | Should -BeLike 'WriteFailed,*'
    }

    It 'uses the given session' {
        $session = Connect-Wellcloud -BaseUri $emulator.BaseUri -Token wrong -NoDefault
        (Get-Fault { Save-WcRecordingBatch $folder -Session $session }).FullyQualifiedErrorId | Should -BeLike 'AuthenticationFailed,*'
        $session | Disconnect-Wellcloud
    }
}
