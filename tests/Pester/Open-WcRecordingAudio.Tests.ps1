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

Describe 'A saved recording' {
    BeforeAll {
        $saved = $recording | Save-WcRecordingAudio -Destination (Join-Path $TestDrive calls) -PassThru
        $hash = $saved.Sha256
    }

    BeforeEach {
        Clear-Fault $emulator
        $heard = Join-Path $TestDrive "$([guid]::NewGuid()).mp3"
        $play = @{ Player = $player; ArgumentList = $arguments + '-File', $script, $heard }
    }

    It 'plays from its file, without the network or a session, from <Form>' -ForEach @(
        @{ Form = 'the result'; Make = { $args[0] } }
        @{ Form = 'CSV'; Make = { $args[0] | ConvertTo-Csv | ConvertFrom-Csv } }
        @{ Form = 'JSON'; Make = { $args[0] | ConvertTo-Json -WarningAction SilentlyContinue | ConvertFrom-Json } }
        @{ Form = 'the file'; Make = { Get-Item -LiteralPath $args[0].Path } }
        @{ Form = 'the path'; Make = { $args[0].Path } }
        @{ Form = 'a job'; Make = { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($args[0])) } }
    ) {
        $session = Get-WcSession
        Get-WcSession | Disconnect-Wellcloud
        try {
            & $Make $saved | Open-WcRecordingAudio @play
        }
        finally {
            Connect-Emulator $emulator
        }

        (Get-FileHash -LiteralPath $heard).Hash | Should -Be $hash
        Get-EmulatorRequest $emulator | Should -BeNullOrEmpty
        $session | Should -Not -BeNullOrEmpty
    }

    It 'is named when there is no such file' {
        { Open-WcRecordingAudio ./nothing.mp3 @play } | Should -Throw '*nothing.mp3*'
        Get-EmulatorRequest $emulator | Should -BeNullOrEmpty
    }

    It 'plays from the service when its file is gone' {
        $gone = $recording | Save-WcRecordingAudio -Destination (Join-Path $TestDrive gone) -PassThru
        Remove-Item -LiteralPath $gone.Path
        Clear-Fault $emulator
        $gone | Open-WcRecordingAudio @play
        (Get-FileHash -LiteralPath $heard).Hash | Should -Be $hash
        (Get-EmulatorRequest $emulator -Endpoint Audio).query | Should -Be '?download=false'
    }

    It 'plays from an archive' {
        $archive = Join-Path $TestDrive archive
        $null = Sync-WcRecordingArchive $archive -Id $recording.Id
        Clear-Fault $emulator
        Get-WcArchivedRecording $archive | Open-WcRecordingAudio @play
        (Get-FileHash -LiteralPath $heard).Hash | Should -Be $hash
        Get-EmulatorRequest $emulator | Should -BeNullOrEmpty
    }
}

Describe 'A player' -Skip:$IsWindows {
    BeforeAll {
        # A program that writes its arguments and what it plays.
        function New-Player([string] $Path) {
            Set-Content -LiteralPath $Path "#!/bin/sh`nprintf '%s ' `"`$@`" > '$TestDrive/arguments'`ncat > '$TestDrive/played'"
            chmod +x $Path
        }

        $bin = New-Item -ItemType Directory (Join-Path $TestDrive bin)
        New-Player "$TestDrive/p.sh"
        New-Player "$bin/mpv"
        New-Player "$bin/ffplay"
        Set-Content -LiteralPath "$bin/xdg-open" "#!/bin/sh`necho noise; echo noise >&2; test -z `"`$REFUSE`" || exit 3; cp `"`$1`" '$TestDrive/opened'"
        chmod +x "$bin/xdg-open"
        $connect = "Import-Module '$ModulePath'; Connect-Wellcloud -BaseUri $($emulator.BaseUri) -Token $($emulator.Token)"
        $size = (Get-EmulatorRecording $emulator 0).audioLength

        # Returns all output of a shell with another PATH and display. What it opens stays in its folder of temporary files for a day.
        function Invoke-Seat([string] $Command, [hashtable] $Environment) {
            $before = @{}
            $Environment['TMPDIR'] = "$TestDrive"
            foreach ($name in 'PATH', 'DISPLAY', 'WAYLAND_DISPLAY', 'REFUSE', 'TMPDIR') {
                $before[$name] = [Environment]::GetEnvironmentVariable($name)
                if ($name -ne 'PATH' -or $Environment['PATH']) { [Environment]::SetEnvironmentVariable($name, $Environment[$name]) }
            }

            try {
                Invoke-Shell "$connect; $Command" 2>&1 | Out-String
            }
            finally {
                foreach ($name in $before.Keys) { [Environment]::SetEnvironmentVariable($name, $before[$name]) }
            }
        }
    }

    BeforeEach {
        Clear-Fault $emulator
        Remove-Item "$TestDrive/arguments", "$TestDrive/played", "$TestDrive/opened" -ErrorAction Ignore
    }

    It 'with a relative path is found from the current location' {
        Push-Location $TestDrive
        try {
            $recording | Open-WcRecordingAudio -Player ./p.sh -ArgumentList x
            $recording | Open-WcRecordingAudio -Player ./bin/../p.sh -ArgumentList x
        }
        finally {
            Pop-Location
        }

        (Get-Item "$TestDrive/played").Length | Should -Be 50000
        Get-Content "$TestDrive/arguments" | Should -Be 'x '
    }

    It '<Name> gets the arguments that it needs' -ForEach @(
        @{ Name = 'mpv'; Arguments = '--no-video -' }
        @{ Name = 'ffplay'; Arguments = '-nodisp -autoexit -loglevel warning -' }
    ) {
        Invoke-Seat "Get-WcRecording -Id $($recording.Id) | Open-WcRecordingAudio -Player $Name" @{ PATH = "${bin}:$env:PATH" } | Should -BeNullOrEmpty
        (Get-Content "$TestDrive/arguments").Trim() | Should -Be $Arguments
        (Get-Item "$TestDrive/played").Length | Should -Be 50000
        Invoke-Seat "Get-WcRecording -Id $($recording.Id) | Open-WcRecordingAudio -Player $Name -ArgumentList mine" @{ PATH = "${bin}:$env:PATH" }
        (Get-Content "$TestDrive/arguments").Trim() | Should -Be 'mine'
    }

    It 'that is not installed is named with the command that installs it' {
        $said = Invoke-Seat "Get-WcRecording -Id $($recording.Id) | Open-WcRecordingAudio -Player ffplay; `$Error[0].FullyQualifiedErrorId; `$Error[0].ErrorDetails.RecommendedAction" @{}
        $said | Should -BeLike '*PlayerFailed,*'
        $said | Should -BeLike "*$($IsMacOS ? 'brew' : 'apt') install ffmpeg*-Player ffplay*"
    } -Skip:([bool](Get-Command ffplay -ErrorAction Ignore))

    Context 'on Linux' -Skip:(-not $IsLinux) {
        It 'is mpv if there is no desktop' {
            Invoke-Seat "Get-WcRecording -Id $($recording.Id) | Open-WcRecordingAudio" @{ PATH = "${bin}:$env:PATH" } | Should -BeNullOrEmpty
            (Get-Item "$TestDrive/played").Length | Should -Be 50000
            Test-Path "$TestDrive/opened" | Should -BeFalse
        }

        It 'is suggested before a request if there is neither a desktop nor mpv' -Skip:([bool](Get-Command mpv, ffplay -ErrorAction Ignore)) {
            $said = Invoke-Seat "Open-WcRecordingAudio -Id $($recording.Id); `$Error[0].FullyQualifiedErrorId" @{}
            $said | Should -BeLike '*PlayerFailed,*'
            $said -replace '\s+', ' ' | Should -BeLike '*sudo apt install mpv*-Player mpv*'
            $said | Should -Not -BeLike '*xdg-open*'
            @(Get-EmulatorRequest $emulator).Count | Should -Be 0
        }

        It 'of the desktop opens the file, and its messages are not shown' {
            # A pipe, since the program may still be at work when the command has ended. The limit only ends a test that hangs.
            mkfifo "$TestDrive/opened"
            $reader = Start-ThreadJob { timeout 90 wc -c "$using:TestDrive/opened" }
            Invoke-Seat "Get-WcRecording -Id $($recording.Id) | Open-WcRecordingAudio" @{ PATH = "${bin}:$env:PATH"; DISPLAY = ':0' } | Should -BeNullOrEmpty
            $reader | Receive-Job -Wait -AutoRemoveJob | Should -BeLike '50000 *'
        }

        It 'is suggested if the desktop has none, without the messages of xdg-open' {
            $said = Invoke-Seat "Open-WcRecordingAudio -Id $($recording.Id)" @{ PATH = "${bin}:$env:PATH"; DISPLAY = ':0'; REFUSE = 'yes' }
            $said -replace '\s+', ' ' | Should -BeLike '*sudo apt install mpv*'
            $said | Should -Not -BeLike '*noise*'
        }
    }
}
