# Apache between the module and the service, with the audio as files of its own.
BeforeDiscovery {
    Import-Module "$PSScriptRoot/Servers.psm1" -Force
    $isHere = Test-Program apache2
}

Describe 'Apache with files of a day ago and without ETag' -Skip:(-not $isHere) {
    BeforeAll {
        Import-Module "$PSScriptRoot/Servers.psm1" -Force
        Import-Module $ModulePath -Force
        $count = 3
        $emulator = Start-Emulator @('--recordings', $count, '--audio-bytes', '1000000')
        Connect-Emulator $emulator
        $port = ([uri]$emulator.BaseUri).Port
        $apache = Start-Apache $port
        foreach ($saved in Get-WcRecording | Save-WcRecordingAudio -Destination (Join-Path $TestDrive source) -PassThru -WarningAction SilentlyContinue | Where-Object Status -EQ Saved) {
            $file = Join-Path $apache.Folder www api operation tenant recording $saved.Id stream2
            $null = New-Item -ItemType Directory (Split-Path $file)
            Copy-Item $saved.Path $file
            (Get-Item $file).LastWriteTimeUtc = [datetime]::UtcNow.AddDays(-1)
        }

        chmod -R a+rX $apache.Folder
        Connect-Wellcloud -BaseUri ($emulator.BaseUri -replace ":$port\b", ":$($apache.Port)") -Token $emulator.Token -NoProxy
        $folder = Join-Path $TestDrive archive
    }

    AfterAll {
        Get-WcSession | Disconnect-Wellcloud
        Stop-Emulator $emulator
        Stop-Server $apache
    }

    It 'lets cut transfers resume by the date of the file after it was killed' {
        $sync = Start-Sync $folder
        Wait-Until { Get-ChildItem $folder -Recurse -File -Force -ErrorAction Ignore | Where-Object { $_.Length -gt 100000 } }
        Suspend-Server $apache
        Resume-Server $apache

        $run = Receive-Sync $sync
        $run.Faults | Should -BeNullOrEmpty
        $run.Result.Failed | Should -Be 0
        @(Get-Seen $apache '^206 bytes=\d+-\S* \w+, .* GMT').Count | Should -BeGreaterThan 0
        Assert-Whole $folder $emulator $count
    }
}
