BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Wellcloud.Testing.psm1') -Force
    Import-Module $ModulePath -Force
    $emulator = Start-Emulator --recordings 200000 --audio-bytes 300000 --stall-patience 60
    Connect-Emulator $emulator

    # Starts a script in a runspace of this process, where Stop does what Ctrl+C does.
    function Start-Script([string] $Script, [object] $Signal) {
        $shell = [powershell]::Create().AddScript("param(`$signal)`nImport-Module '$ModulePath'`n`$folder = '$folder'`n" + $Script).AddArgument($Signal)
        @{ Shell = $shell; Run = $shell.BeginInvoke() }
    }

    function Stop-Script($Started) {
        $Started.Shell.Stop()
        $Started.Shell.Dispose()
    }
}

AfterAll {
    Stop-Emulator $emulator
    Remove-Module Wellcloud.Recordings
}

Describe 'A listing in a pipeline' {
    BeforeEach {
        Clear-Fault $emulator
    }

    It 'survives a consumer slower than the service''s timeout' {
        # Holds the first row until the service has sent its last row. That happens only if the listing is read ahead.
        $held = $false
        $count = 0
        Get-WcRecording | ForEach-Object {
            if (-not $held) {
                $held = $true
                $requests = @(Get-EmulatorRequest $emulator -Endpoint Recordings)
                $requests[0].aborted | Should -BeFalse
            }

            $count++
        }
        $count | Should -Be 200000
    }

    It 'leaves no temporary file behind' {
        # In a folder of its own: other programs use the system's as well.
        $variable = $IsWindows ? 'TMP' : 'TMPDIR'
        $before = [Environment]::GetEnvironmentVariable($variable)
        $temporary = New-Item -ItemType Directory (Join-Path $TestDrive 'temporary')
        try {
            [Environment]::SetEnvironmentVariable($variable, $temporary)
            $null = Get-WcRecording | Select-Object -First 1
            Wait-EmulatorIdle $emulator
        }
        finally {
            [Environment]::SetEnvironmentVariable($variable, $before)
        }

        Get-ChildItem $temporary -Force | Should -BeNullOrEmpty
    }

    It 'stops the transfer with Select-Object -First' {
        Add-Fault $emulator @{ kind = 'StallBody'; endpoint = 'Recordings'; bytes = 5000000 }
        @(Get-WcRecording | Select-Object -First 10).Count | Should -Be 10
        $request = @(Get-EmulatorRequest $emulator -Endpoint Recordings)
        $request | Should -HaveCount 1
        $request.aborted | Should -BeTrue
    }

    It 'works again after the downstream throws' {
        { Get-WcRecording | ForEach-Object { throw 'enough' } } | Should -Throw 'enough'
        @(Get-WcRecording -First 5).Count | Should -Be 5
    }

    It 'does not deadlock a downstream that waits for a task' {
        $type = Add-Type -PassThru -TypeDefinition @'
using System.Threading.Tasks;
public static class Waiter { public static int Wait() { return Work().GetAwaiter().GetResult(); } static async Task<int> Work() { await Task.Yield(); return 1; } }
'@
        (Get-WcRecording -First 50 | ForEach-Object { $type::Wait() } | Measure-Object -Sum).Sum | Should -Be 50
    }

    It 'works in four runspaces at once' {
        $counts = 1..4 | ForEach-Object -Parallel {
            Import-Module $using:ModulePath
            @(Get-WcRecording -First 2000).Count
        }
        $counts | Should -Be @(2000, 2000, 2000, 2000)
    }

    It 'works inside its own pipeline' {
        @(Get-WcRecording -First 3 | Get-WcCallRecording).Count | Should -BeGreaterOrEqual 3
    }
}

Describe 'Ctrl+C' {
    BeforeEach {
        Clear-Fault $emulator
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
    }

    It 'stops a listing that has stalled' {
        Add-Fault $emulator @{ kind = 'StallBody'; endpoint = 'Recordings'; bytes = 5000 }
        $started = Start-Script 'Get-WcRecording'
        Wait-EmulatorStall $emulator
        Stop-Script $started
        @(Get-EmulatorRequest $emulator -Endpoint Recordings).Count | Should -Be 1
    }

    It 'stops every transfer and leaves only complete files' {
        $before = (Get-WcRecording -State Success -First 8).Id
        Clear-Fault $emulator
        Add-Fault $emulator @{ kind = 'StallBody'; endpoint = 'Audio'; bytes = 100000 }
        $started = Start-Script "'$($before -join "','")' | Save-WcRecordingAudio -Destination `$folder -NameTemplate '{Id}'"
        Wait-EmulatorStall $emulator -Count 4
        Stop-Script $started
        Wait-EmulatorIdle $emulator
        @(Get-ChildItem $folder -Recurse -File | Where-Object Extension -In '.mp3', '.wav').Count | Should -Be 0
    }

    It 'interrupts the wait before a retry, and writes no error' {
        Add-Fault $emulator @{ kind = 'RetryAfterSeconds'; endpoint = 'Recordings'; seconds = 500 }
        $started = Start-Script 'Get-WcRecording'
        do { $requests = @(Get-EmulatorRequest $emulator -Endpoint Recordings) } until ($requests)
        Stop-Script $started
        $started.Shell.Streams.Error.Count | Should -Be 0
    }

    It 'lets a later run resume partial files' {
        $id = (Get-WcRecording -State Success -First 1).Id
        Clear-Fault $emulator
        Add-Fault $emulator @{ kind = 'StallBody'; endpoint = 'Audio'; bytes = 200000; times = 1 }
        $started = Start-Script "'$id' | Save-WcRecordingAudio -Destination `$folder"
        Wait-EmulatorStall $emulator
        Stop-Script $started
        $saved = $id | Save-WcRecordingAudio -Destination $folder -PassThru
        $saved.Status | Should -Be 'Resumed'
        @(Get-EmulatorRequest $emulator -Endpoint Audio)[-1].range | Should -BeLike 'bytes=*'
        (Get-FileHash -LiteralPath $saved.Path).Hash | Should -Be $saved.Sha256
        $saved.Bytes | Should -Be 300000
        @(Get-ChildItem $folder -Recurse -File -Force).Count | Should -Be 1
    }

    It 'stops a long pipeline at its first result' {
        # The first requests are answered; the others stall, so that the run cannot end before it is stopped.
        Add-Fault $emulator @{ kind = 'StallBody'; endpoint = 'Audio'; skip = 8 }
        $first = [Threading.ManualResetEventSlim]::new()
        $started = Start-Script 'Get-WcRecording -State Success | Save-WcRecordingAudio -Destination $folder -PassThru | ForEach-Object { $signal.Set() }' $first
        $first.Wait(60000) | Should -BeTrue
        Stop-Script $started
        $asked = @(Get-EmulatorRequest $emulator -Endpoint Audio)
        $whole = @(Get-ChildItem $folder -Recurse -File -Filter *.mp3)
        $whole.Count | Should -BeGreaterThan 0
        $whole | Where-Object Length -NE 300000 | Should -BeNullOrEmpty
        @(Get-EmulatorRequest $emulator -Endpoint Audio).Count | Should -Be $asked.Count
    }
}

Describe 'Ctrl+C among many files' {
    BeforeAll {
        $few = Start-Emulator --recordings 60 --audio-bytes 300000
        Connect-Emulator $few
        $hashes = @{}
        0..59 | ForEach-Object { Get-EmulatorRecording $few $_ } | Where-Object audioSha256 | ForEach-Object { $hashes[$_.id] = $_.audioSha256 }

        # Returns the hash of each file with a final name, by the id of the recording.
        function Get-Whole {
            $found = @{}
            Get-ChildItem $folder -Recurse -File -Filter *.mp3 | ForEach-Object { $found[$_.BaseName] = (Get-FileHash -LiteralPath $_.FullName).Hash }
            $found
        }

        function Assert-Whole($found) {
            $found.Keys | Where-Object { $found[$_] -ne $hashes[$_] } | Should -BeNullOrEmpty
        }
    }

    AfterAll {
        Connect-Emulator $emulator
        Stop-Emulator $few
    }

    BeforeEach {
        Clear-Fault $few
        $folder = Join-Path $TestDrive ([guid]::NewGuid())

        # The first 15 requests are answered completely, and the others stall in the middle of the body.
        Add-Fault $few @{ kind = 'StallBody'; endpoint = 'Audio'; bytes = 200000; skip = 15 }
    }

    It 'finds no more transfers of <Name> than -ThrottleLimit' -ForEach @(
        @{ Name = 'Save'; Script = "Get-WcRecording -State Success | Save-WcRecordingAudio -Destination `$folder -ThrottleLimit 3" }
        @{ Name = 'Sync'; Script = "Sync-WcRecordingArchive `$folder -ThrottleLimit 3" }
    ) {
        Clear-Fault $few
        Add-Fault $few @{ kind = 'StallBody'; endpoint = 'Audio' }
        $started = Start-Script $Script
        Wait-EmulatorStall $few -Count 3
        Stop-Script $started
        @(Get-EmulatorRequest $few -Endpoint Audio) | Should -HaveCount 3
    }

    It 'leaves complete and partial files, and the next run uses both' {
        $started = Start-Script "Get-WcRecording -State Success | Save-WcRecordingAudio -Destination `$folder -NameTemplate '{Id}'"
        Wait-EmulatorStall $few -Count 4
        Stop-Script $started
        Wait-EmulatorIdle $few
        $whole = Get-Whole
        Assert-Whole $whole
        $parts = @(Get-ChildItem $folder -File -Filter *.partial)
        $parts.Count | Should -BeGreaterThan 0
        $parts | Where-Object { -not (Test-Path "$_.json") } | Should -BeNullOrEmpty

        Clear-Fault $few
        $saved = @(Get-WcRecording -State Success | Save-WcRecordingAudio -Destination $folder -NameTemplate '{Id}' -PassThru)
        @($saved | Where-Object Status -EQ Skipped).Count | Should -Be $whole.Count
        @($saved | Where-Object Status -EQ Resumed).Count | Should -Be $parts.Count
        Assert-Whole (Get-Whole)
        @(Get-ChildItem $folder -Recurse -File -Force).Count | Should -Be $hashes.Count
    }

    It 'leaves a valid archive, and the next sync completes it' {
        $started = Start-Script "Sync-WcRecordingArchive `$folder -NameTemplate '{Id}'"
        Wait-EmulatorStall $few -Count 4
        Stop-Script $started
        Wait-EmulatorIdle $few
        $started.Shell.Streams.Error.Count | Should -Be 0
        $whole = Get-Whole
        Assert-Whole $whole
        $test = Test-WcRecordingArchive $folder
        $test.IsValid | Should -BeTrue
        $test.Files | Should -Be $whole.Count

        Clear-Fault $few
        $result = Sync-WcRecordingArchive $folder -NameTemplate '{Id}'
        $result.AlreadyPresent | Should -Be $whole.Count
        $result.Saved | Should -Be ($hashes.Count - $whole.Count)
        $result.Failed | Should -Be 0
        @(Get-EmulatorRequest $few -Endpoint Audio).Count | Should -Be $result.Saved
        Assert-Whole (Get-Whole)
        Test-WcRecordingArchive $folder -Quiet | Should -BeTrue
        @(Get-ChildItem $folder -Recurse -File -Filter *.partial*).Count | Should -Be 0
    }

    It 'leaves a valid archive when a shell of its own gets SIGINT' -Skip:$IsWindows {
        $script = "Import-Module '$ModulePath'; Connect-Wellcloud -BaseUri $($few.BaseUri) -Token $($few.Token); Sync-WcRecordingArchive '$folder' -NameTemplate '{Id}'; 'went on'"
        # Tests that run in the background may ignore SIGINT, and a child process inherits that.
        $start = [Diagnostics.ProcessStartInfo]@{ FileName = 'env'; RedirectStandardOutput = $true; RedirectStandardError = $true }
        @(if ($IsLinux) { '--default-signal=INT' }) + $ShellCommand + '-Command', $script |
            ForEach-Object { $start.ArgumentList.Add($_) }
        $shell = [Diagnostics.Process]::Start($start)
        $said = $shell.StandardOutput.ReadToEndAsync()
        $complained = $shell.StandardError.ReadToEndAsync()
        Wait-EmulatorStall $few -Count 4
        sh -c "kill -INT $($shell.Id)"
        if (-not $shell.WaitForExit(60000)) {
            $shell.Kill($true)
            throw 'The shell did not end.'
        }

        "$($said.Result)$($complained.Result)" | Should -BeNullOrEmpty
        Wait-EmulatorIdle $few
        Assert-Whole (Get-Whole)
        Test-WcRecordingArchive $folder -Quiet | Should -BeTrue
        Clear-Fault $few
        (Sync-WcRecordingArchive $folder -NameTemplate '{Id}').Failed | Should -Be 0
        Assert-Whole (Get-Whole)
        (Get-Whole).Count | Should -Be $hashes.Count
    }
}

Describe 'Saving in a pipeline' {
    BeforeAll {
        # Returns the files of the folder that this process has open. Only Linux tells.
        function Get-OpenFile {
            if ($IsLinux) {
                Get-ChildItem /proc/self/fd | ForEach-Object LinkTarget | Where-Object { $_ -like "$folder*" }
            }
        }
    }

    BeforeEach {
        Clear-Fault $emulator
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
    }

    It 'closes files and connections when the upstream throws' {
        $ids = (Get-WcRecording -State Success -First 4).Id
        Add-Fault $emulator @{ kind = 'StallBody'; endpoint = 'Audio'; bytes = 100000 }
        { $ids + $null | ForEach-Object { if (-not $_) { Wait-EmulatorStall $emulator -Count 4; throw 'upstream' }; $_ } | Save-WcRecordingAudio -Destination $folder } | Should -Throw 'upstream'
        Get-OpenFile | Should -BeNullOrEmpty
        @(Get-EmulatorRequest $emulator -Endpoint Audio).aborted | Should -Be (@($true) * 4)
        @(Get-WcRecording -First 1).Count | Should -Be 1
    }

    It 'closes files and connections when the downstream throws' {
        $recordings = Get-WcRecording -State Success -First 8
        Add-Fault $emulator @{ kind = 'StallBody'; endpoint = 'Audio'; bytes = 100000; skip = 1 }
        { $recordings | Save-WcRecordingAudio -Destination $folder -PassThru | ForEach-Object { throw 'downstream' } } | Should -Throw 'downstream'
        Get-OpenFile | Should -BeNullOrEmpty
        (Get-ChildItem $folder -Recurse -File -Filter *.mp3).Length | Should -Be 300000
    }

    It 'saves while the listing arrives' {
        $saved = @(Get-WcRecording -State Success | Save-WcRecordingAudio -Destination $folder -PassThru | Select-Object -First 12)
        $saved.Count | Should -Be 12
    }
}
