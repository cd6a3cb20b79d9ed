BeforeDiscovery {
    # PowerShell itself needs 150 to 180 open files.
    $hasBash = -not $IsWindows -and (Get-Command bash -ErrorAction Ignore)
}

BeforeAll {
    Import-Module "$PSScriptRoot/Wellcloud.Testing.psm1" -Force
    Import-Module $ModulePath
    $emulator = Start-Emulator @('--recordings', '300', '--audio-bytes', '20000')
    Connect-Emulator $emulator
    $recordings = @(Get-WcRecording | Where-Object State -ne 'Fail')
}

AfterAll {
    Stop-Emulator $emulator
}

Describe 'A service that refuses or is down' {
    BeforeEach {
        Clear-Fault $emulator
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
    }

    It 'ends Sync with one error that says until when and how much is left' {
        Add-Fault $emulator @{ kind = 'RetryAfterSeconds'; status = 503; seconds = 3600; endpoint = 'Audio'; skip = 20 }
        $script:result = $null
        $fault = Get-Fault { $script:result = Sync-WcRecordingArchive $folder }
        $fault.FullyQualifiedErrorId | Should -BeLike 'ServerError,*'
        "$fault" | Should -Match '\d+ of \d+ recordings are left'
        "$fault" | Should -Match '\d{4}-\d\d-\d\d \d\d:\d\d:\d\d'
        $fault.ErrorDetails.RecommendedAction | Should -Match 'when the service answers again'
        $fault.ErrorDetails.RecommendedAction | Should -Not -Match 'RetryCount'
        $script:result | Should -BeNullOrEmpty

        Clear-Fault $emulator
        $next = Sync-WcRecordingArchive $folder
        $next.Failed | Should -Be 0
        $next.AlreadyPresent | Should -BeGreaterThan 0
    }

    It 'waits for a limit, says so, and saves everything' {
        Add-Fault $emulator @{ kind = 'Status'; status = 429; endpoint = 'Audio'; skip = 5; times = 2 }
        $said = $recordings | Select-Object -First 20 | Save-WcRecordingAudio -Destination $folder -Verbose 4>&1
        @(Get-ChildItem $folder -Recurse -File).Count | Should -Be 20
        @($said -match 'All transfers wait').Count | Should -BeGreaterThan 0
        @($said -match 'answers again').Count | Should -BeGreaterThan 0
    }

    It 'shows in the progress bar why it waits and for how long' {
        Add-Fault $emulator @{ kind = 'RetryAfterSeconds'; status = 503; seconds = 500; endpoint = 'Audio' }
        $shell = [powershell]::Create().AddScript("Import-Module '$ModulePath'; Sync-WcRecordingArchive '$folder'")
        try {
            $null = $shell.BeginInvoke()
            $ended = [datetime]::UtcNow.AddSeconds(90) # Only for a test that hangs.
            do {
                [Threading.Thread]::Sleep(20)
                $waits = @($shell.Streams.Progress.ReadAll() | ForEach-Object StatusDescription) -match 'waited \d+ s for the service \(503\)'
            } until ($waits -or [datetime]::UtcNow -gt $ended)

            $waits | Should -Not -BeNullOrEmpty
        }
        finally {
            $shell.Stop()
            $shell.Dispose()
        }
    }

    It 'fails the one recording that is at fault' {
        Add-Fault $emulator @{ kind = 'Empty'; status = 404; endpoint = 'Audio'; id = $recordings[3].Id }
        $saved = $recordings | Select-Object -First 20 | Save-WcRecordingAudio -Destination $folder -PassThru -ErrorVariable faults -ErrorAction SilentlyContinue
        @($saved | Where-Object Status -eq 'Failed').Id | Should -Be $recordings[3].Id
        @($faults).Count | Should -Be 1
    }

    It 'ends the wait at once on Ctrl+C, without an error' -Skip:$IsWindows {
        Add-Fault $emulator @{ kind = 'RetryAfterSeconds'; status = 503; seconds = 500; endpoint = 'Audio'; skip = 5 }
        $script = "Import-Module '$ModulePath'; Connect-Wellcloud -BaseUri $($emulator.BaseUri) -Token $($emulator.Token); Sync-WcRecordingArchive '$folder' -Verbose 4>&1; 'went on'"
        # Who starts the tests in the background may have had SIGINT ignored, which children inherit.
        $start = [Diagnostics.ProcessStartInfo]@{ FileName = 'env'; RedirectStandardOutput = $true; RedirectStandardError = $true }
        @(if ($IsLinux) { '--default-signal=INT' }) + $ShellCommand + '-Command', $script | ForEach-Object { $start.ArgumentList.Add($_) }
        $shell = [Diagnostics.Process]::Start($start)
        $complained = $shell.StandardError.ReadToEndAsync()
        do { $line = $shell.StandardOutput.ReadLine() } until ($null -eq $line -or $line -match 'All transfers wait')
        $line | Should -Match 'All transfers wait'
        $rest = $shell.StandardOutput.ReadToEndAsync()
        sh -c "kill -INT $($shell.Id)"
        if (-not $shell.WaitForExit(60000)) {
            $shell.Kill($true)
            throw 'The shell did not end.'
        }

        $complained.Result | Should -BeNullOrEmpty
        $rest.Result | Should -Not -Match 'went on'
        Clear-Fault $emulator
        (Sync-WcRecordingArchive $folder).Failed | Should -Be 0
        (Test-WcRecordingArchive $folder).IsValid | Should -BeTrue
    }

    It 'saves everything with few open files' -Skip:(-not $hasBash) {
        $script = "Import-Module '$ModulePath'; Connect-Wellcloud -BaseUri $($emulator.BaseUri) -Token $($emulator.Token); (Sync-WcRecordingArchive '$folder' -WarningAction Ignore).Failed"
        $said = bash -c 'ulimit -n 200; exec "$@"' _ @ShellCommand -Command $script 2>&1
        "$said" | Should -Be '0'
        (Test-WcRecordingArchive $folder).IsValid | Should -BeTrue
    }
}
