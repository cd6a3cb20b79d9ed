# haproxy between the module and the service.
BeforeDiscovery {
    Import-Module "$PSScriptRoot/Servers.psm1" -Force
    $isHere = Test-Program haproxy, openssl
}

Describe 'haproxy before a service' -Skip:(-not $isHere) {
    BeforeAll {
        Import-Module "$PSScriptRoot/Servers.psm1" -Force
        Import-Module $ModulePath -Force
        $count = 60
        $port = Get-FreePort
        $options = '--recordings', $count, '--audio-bytes', '20000', '--port', $port
        $script:emulator = Start-Emulator $options
        $haproxy = Start-HaProxy $port
    }

    BeforeEach {
        Clear-Fault $emulator
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        Connect-Wellcloud -BaseUri ($emulator.BaseUri -replace ":$port\b", ":$($haproxy.Port)") -Token $emulator.Token -NoProxy
    }

    AfterEach {
        Get-WcSession | Disconnect-Wellcloud
    }

    AfterAll {
        Stop-Emulator $emulator
        Stop-Server $haproxy
    }

    It 'that cuts stalled transfers lets them resume' {
        Add-Fault $emulator @{ kind = 'StallBody'; endpoint = 'Audio'; every = 5; times = 8; bytes = 10000 }
        $run = Receive-Sync (Start-Sync $folder)
        $run.Faults | Should -BeNullOrEmpty
        $run.Result.Failed | Should -Be 0
        @(Get-EmulatorRequest $emulator -Endpoint Audio | Where-Object status -EQ 206).Count | Should -BeGreaterThan 0
        Assert-Whole $folder $emulator $count
    }

    It 'that has no service behind it for a while (503) costs no recording' {
        # After the first ones, so slowly that the run cannot end before the service does.
        Add-Fault $emulator @{ kind = 'SlowBody'; endpoint = 'Audio'; skip = 10; bytes = 200; delay = '00:00:00.3' }
        $sync = Start-Sync $folder
        Wait-Until { @(Get-ChildItem $folder -Recurse -File -Filter *.mp3 -ErrorAction Ignore).Count -gt 5 }
        Stop-Emulator $emulator
        Wait-Until { @(Get-Seen $haproxy '^503').Count -gt 2 }
        $script:emulator = Start-Emulator $options

        $run = Receive-Sync $sync
        $run.Faults | Should -BeNullOrEmpty
        $run.Result.Failed | Should -Be 0
        Assert-Whole $folder $emulator $count
    }
}

Describe 'haproxy with a certificate of a private authority' -Skip:(-not $isHere) {
    BeforeAll {
        Import-Module "$PSScriptRoot/Servers.psm1" -Force
        Import-Module $ModulePath -Force
        $script:emulator = Start-Emulator @('--recordings', 5)
        $port = ([uri]$emulator.BaseUri).Port
        $keys = New-OpenFolder
        $null = sh -c @'
            cd "$1" || exit
            openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj '/CN=Private authority' -keyout ca.key -out ca.crt
            printf 'subjectAltName=IP:127.0.0.1' > names
            openssl req -newkey rsa:2048 -nodes -subj /CN=calls -keyout calls.key -out calls.csr
            openssl x509 -req -in calls.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 1 -extfile names -out calls.crt
            cat calls.crt calls.key > calls.pem
'@ _ $keys 2>&1
        $haproxy = Start-HaProxy $port (Join-Path $keys calls.pem)
        $address = $emulator.BaseUri -replace '^http' , 'https' -replace ":$port\b", ":$($haproxy.Port)"
    }

    AfterAll {
        Get-WcSession | Disconnect-Wellcloud
        Stop-Emulator $emulator
        Stop-Server $haproxy
        Remove-Item -Recurse -Force $keys
    }

    It 'is refused, and the error says how to trust it' {
        Connect-Wellcloud -BaseUri $address -Token $emulator.Token -NoProxy
        $fault = Get-Fault { Get-WcRecording }
        $fault.FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
        "$fault" | Should -BeLike '*does not trust the issuer*'
        $fault.ErrorDetails.RecommendedAction | Should -Match '(SSL_CERT_FILE|add-trusted-cert).*-SkipCertificateCheck'
    }

    It 'works once its authority is trusted with SSL_CERT_FILE' -Skip:(-not $IsLinux) {
        $env:SSL_CERT_FILE = Join-Path $keys ca.crt
        try {
            Invoke-Shell "Import-Module '$ModulePath'; Connect-Wellcloud -BaseUri $address -Token $($emulator.Token) -NoProxy; @(Get-WcRecording).Count" | Should -Be 5
        }
        finally {
            Remove-Item env:SSL_CERT_FILE
        }
    }
}
