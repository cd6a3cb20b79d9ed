# A shell behind a bad network: in a namespace of its own, which a program of ours joins with this machine. This takes root on Linux.
BeforeDiscovery {
    Import-Module "$PSScriptRoot/Servers.psm1" -Force
    $isHere = Test-Wire
}

Describe 'A network' -Skip:(-not $isHere) {
    BeforeAll {
        Import-Module "$PSScriptRoot/Servers.psm1" -Force
        Import-Module $ModulePath -Force
        $count = 60
        $emulator = Start-Emulator @('--recordings', $count, '--audio-bytes', '60000')

        # Syncs in the background, in a shell behind the wire. What it says goes to a file.
        function Start-FarSync([string[]] $Wire) {
            $script = @"
Import-Module '$ModulePath'
Connect-Wellcloud -BaseUri $($emulator.BaseUri) -Token $($emulator.Token) -NoProxy -ConnectionTimeoutSeconds 2 -OperationTimeoutSeconds 2
`$ProgressPreference = 'SilentlyContinue'
`$result = Sync-WcRecordingArchive '$folder' -ErrorVariable faults -ErrorAction SilentlyContinue -WarningAction SilentlyContinue -Verbose 4> '$said'
"Failed `$(`$result.Failed), `$(@(`$faults).Count) errors `$faults"
"@
            Start-ThreadJob { & dotnet $using:WirePath @using:Wire -- @using:ShellCommand -Command $using:script 2>&1 }
        }
    }

    BeforeEach {
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        $said = "$folder.log"
    }

    AfterAll {
        Stop-Emulator $emulator
    }

    It 'that is slow and loses packets costs nothing' {
        (Start-FarSync '--delay', 30, '--loss', 4 | Receive-Job -Wait -AutoRemoveJob) | Should -Be 'Failed 0, 0 errors '
        Assert-Whole $folder $emulator $count
    }

    It 'that swallows everything for a while costs nothing' {
        $hole = "$folder.hole"
        # After the first ones, so slowly that the run cannot end before the network does.
        Add-Fault $emulator @{ kind = 'SlowBody'; endpoint = 'Audio'; skip = 10; bytes = 600; delay = '00:00:00.3' }
        $sync = Start-FarSync '--delay', 5, '--hole', $hole
        Wait-Until { @(Get-ChildItem $folder -Recurse -File -Filter *.mp3 -ErrorAction Ignore).Count -gt 5 }
        $null = New-Item $hole
        Wait-Until { (Get-Content $said -Raw) -match 'All transfers wait' }
        Clear-Fault $emulator
        Remove-Item $hole

        ($sync | Receive-Job -Wait -AutoRemoveJob) | Should -Be 'Failed 0, 0 errors '
        Assert-Whole $folder $emulator $count
    }
}
