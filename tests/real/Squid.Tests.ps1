# squid, which asks for a password, between the module and the service.
BeforeDiscovery {
    Import-Module "$PSScriptRoot/Servers.psm1" -Force
    $isHere = Test-Program squid
}

Describe 'squid with a password' -Skip:(-not $isHere) {
    BeforeAll {
        Import-Module "$PSScriptRoot/Servers.psm1" -Force
        Import-Module $ModulePath -Force
        $count = 40
        $emulator = Start-Emulator @('--recordings', $count, '--audio-bytes', '20000')
        $squid = Start-Squid 'porter open'
        $porter = [pscredential]::new('porter', (ConvertTo-SecureString open -AsPlainText -Force))
        function Connect-Through {
            Connect-Wellcloud -BaseUri $emulator.BaseUri -Token $emulator.Token -Proxy "127.0.0.1:$($squid.Port)" -ProxyCredential $porter
        }
    }

    AfterAll {
        Stop-Emulator $emulator
        Stop-Server $squid
    }

    AfterEach {
        Get-WcSession | Disconnect-Wellcloud
    }

    It 'asks for the password once, and then gets it with each request' {
        Connect-Through
        $folder = Join-Path $TestDrive archive
        $run = Receive-Sync (Start-Sync $folder)
        $run.Faults | Should -BeNullOrEmpty
        Assert-Whole $folder $emulator $count
        Get-Seen $squid '^407' | Should -HaveCount 1
        @(Get-Seen $squid '^200').Count | Should -BeGreaterThan $run.Result.Saved
    }

    It 'that gets a wrong password is one error, about the proxy' {
        Connect-Wellcloud -BaseUri $emulator.BaseUri -Token $emulator.Token -Proxy "127.0.0.1:$($squid.Port)" -ProxyCredential ([pscredential]::new('porter', (ConvertTo-SecureString shut -AsPlainText -Force)))
        $faults = @(Get-Fault { Get-WcRecording })
        $faults | Should -HaveCount 1
        "$faults" | Should -BeLike '*proxy*(407)*-ProxyCredential*'
        "$faults" | Should -Not -Match 'shut'
    }

    It 'passes on a 503 when the service behind it is down' {
        Connect-Wellcloud -BaseUri "http://127.0.0.1:$(Get-FreePort)/" -Token x -Proxy "127.0.0.1:$($squid.Port)" -ProxyCredential $porter
        "$(Get-Fault { Get-WcRecording })" | Should -BeLike '*503*'
    }

    It 'is named when it is down, and left out with NO_PROXY' {
        Suspend-Server $squid
        try {
            Connect-Through
            "$(Get-Fault { Get-WcRecording })" | Should -BeLike "*the proxy 127.0.0.1:$($squid.Port)*-NoProxy*"
            Invoke-Shell "`$env:http_proxy = 'http://127.0.0.1:$($squid.Port)'; `$env:no_proxy = '127.0.0.0/8'; Import-Module '$ModulePath'; Connect-Wellcloud -BaseUri $($emulator.BaseUri) -Token $($emulator.Token); @(Get-WcRecording).Count" |
                Should -Be $count
        }
        finally {
            Resume-Server $squid
        }
    }
}
