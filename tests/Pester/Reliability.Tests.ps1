# Promises that can only be seen in a shell.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Wellcloud.Testing.psm1') -Force
    Import-Module $ModulePath -Force
    $emulator = Start-Emulator --recordings 400 --audio-bytes 50000
    Connect-Emulator $emulator -MaximumRetryCount 0
}

AfterAll {
    Stop-Emulator $emulator
    Remove-Module Wellcloud.Recordings
}

Describe 'A fault' {
    BeforeEach {
        Clear-Fault $emulator
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
    }

    It 'of one recording writes an error, and the others are saved' {
        Add-Fault $emulator @{ kind = 'Status'; endpoint = 'Audio'; status = 403; every = 20 }
        $saved = Get-WcRecording -State Success -First 100 | Save-WcRecordingAudio -Destination $folder -PassThru -ErrorVariable faults -ErrorAction SilentlyContinue
        $faults.Count | Should -Be 5
        $faults.FullyQualifiedErrorId | Sort-Object -Unique | Should -BeLike 'PermissionDenied,*'
        @($saved | Where-Object Status -EQ Saved).Count | Should -Be 95
    }

    It 'ends the pipeline with -ErrorAction Stop, and no transfer goes on' {
        # After the refusal each response stalls, so that the run cannot end before the pipeline does.
        Add-Fault $emulator @{ kind = 'Status'; endpoint = 'Audio'; status = 403; skip = 30; times = 1 }, @{ kind = 'StallBody'; endpoint = 'Audio'; skip = 30 }
        { Get-WcRecording -State Success | Save-WcRecordingAudio -Destination $folder -ErrorAction Stop } | Should -Throw -ErrorId 'PermissionDenied,*'
        $asked = @(Get-EmulatorRequest $emulator -Endpoint Audio).Count
        Get-ChildItem $folder -Recurse -File | Where-Object Extension -EQ '.mp3' | ForEach-Object { $_.Length | Should -Be 50000 }
        @(Get-EmulatorRequest $emulator -Endpoint Audio).Count | Should -Be $asked
    }
}
