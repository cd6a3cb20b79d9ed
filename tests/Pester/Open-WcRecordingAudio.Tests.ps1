BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Wellcloud.Testing.psm1') -Force
    Import-Module $ModulePath -Force
    $emulator = Start-Emulator --recordings 20 --audio-bytes 50000
    Connect-Emulator $emulator
    $recording = Get-WcRecording -State Success -First 1
    $script = Join-Path $TestDrive 'player.ps1'
    $player, $arguments = $ShellCommand
    Set-Content -LiteralPath $script -Value @'
param($OutFile)
$in = [Console]::OpenStandardInput()
$out = [IO.File]::Create($OutFile)
$in.CopyTo($out)
$out.Dispose()
'@
}

AfterAll {
    Stop-Emulator $emulator
    Remove-Module Wellcloud.Recordings
}

Describe 'Open-WcRecordingAudio' {
    BeforeEach {
        Clear-Fault $emulator
    }

    It 'sends the complete audio to the player, requested with download=false' {
        $heard = Join-Path $TestDrive 'heard it.mp3'
        $recording | Open-WcRecordingAudio -Player $player -ArgumentList ($arguments + '-File', $script, $heard) | Should -BeNullOrEmpty
        (Get-FileHash -LiteralPath $heard).Hash | Should -Be (Get-EmulatorRecording $emulator 0 | ForEach-Object { if ($_.id -eq $recording.Id) { $_.audioSha256 } })
        (Get-EmulatorRequest $emulator -Endpoint Audio).query | Should -Be '?download=false'
    }

    It 'returns the process with -PassThru' {
        $process = Open-WcRecordingAudio -Id $recording.Id -Player $player -ArgumentList ($arguments + '-File', $script, (Join-Path $TestDrive 'again.mp3')) -PassThru
        $process | Should -BeOfType ([Diagnostics.Process])
        $process.WaitForExit(60000) | Should -BeTrue
        (Get-Item (Join-Path $TestDrive 'again.mp3')).Length | Should -Be 50000
    }

    It 'writes no error when the player closes early' {
        { $recording | Open-WcRecordingAudio -Player $player -ArgumentList ($arguments + '-Command', 'exit') } | Should -Not -Throw
    }

    It 'names the player that does not exist' {
        $fault = Get-Fault { $recording | Open-WcRecordingAudio -Player no-such-player }
        $fault.FullyQualifiedErrorId | Should -BeLike 'PlayerFailed,*'
        $fault.Exception.Message | Should -BeLike '*no-such-player*'
        $fault.Exception.Message | Should -Not -BeLike '*working directory*'
        "$fault" | Should -BeLike '*. Name another program with -Player.'
        $fault.ErrorDetails.RecommendedAction | Should -BeLike '*-Player*'
    }

    It 'ends with BoundTwice when -Player is not named' {
        $fault = @(Get-Fault { $recording, $recording | Open-WcRecordingAudio mpv })
        $fault.Count | Should -Be 1
        "$fault" | Should -BeLike "*'mpv'*-Player*"
        Get-EmulatorRequest $emulator | Should -BeNullOrEmpty
    }

    It 'starts no player for a recording that does not exist' {
        $mark = Join-Path $TestDrive 'never.mp3'
        $fault = Get-Fault { Open-WcRecordingAudio -Id nowhere -Player $player -ArgumentList ($arguments + '-File', $script, $mark) }
        $fault.FullyQualifiedErrorId | Should -BeLike 'RecordingNotFound,*'
        Test-Path $mark | Should -BeFalse
    }
}
