BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Wellcloud.Testing.psm1') -Force
    Import-Module $ModulePath -Force
    $emulator = Start-Emulator --recordings 5
    $credential = [pscredential]::new($emulator.AppId, (ConvertTo-SecureString emulator-secret -AsPlainText -Force))
    function ClearEnvironment { Get-ChildItem env:WELLCLOUD_* | Remove-Item }
}

AfterAll {
    Stop-Emulator $emulator
    Remove-Module Wellcloud.Recordings
}

Describe 'Connect-Wellcloud' {
    BeforeEach {
        Clear-Fault $emulator
    }

    AfterEach {
        ClearEnvironment
        Get-WcSession | Disconnect-Wellcloud
    }

    It 'returns nothing and sets the default session' {
        Connect-Wellcloud -BaseUri $emulator.BaseUri -Token $emulator.Token | Should -BeNullOrEmpty
        (Get-WcSession).TokenType | Should -Be 'Token'
        @(Get-WcRecording).Count | Should -Be 5
    }

    It 'returns the session with -PassThru' {
        $session = Connect-Wellcloud -BaseUri $emulator.BaseUri -Token $emulator.Token -PassThru
        $session.BaseUri | Should -Be $emulator.BaseUri
        $session.TokenExpiresAt | Should -BeNullOrEmpty
    }

    It 'keeps the default session with -NoDefault' {
        $session = Connect-Wellcloud -BaseUri $emulator.BaseUri -Token $emulator.Token -NoDefault
        Get-WcSession | Should -BeNullOrEmpty
        @(Get-WcRecording -Session $session).Count | Should -Be 5
        $session | Disconnect-Wellcloud
    }

    It 'accepts a SecureString as token' {
        Connect-Wellcloud -BaseUri $emulator.BaseUri -Token (ConvertTo-SecureString $emulator.Token -AsPlainText -Force)
        @(Get-WcRecording).Count | Should -Be 5
    }

    It 'refuses an empty token' {
        { Connect-Wellcloud -BaseUri $emulator.BaseUri -Token '' } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
    }

    It 'takes no secret by position' {
        (Get-Command Connect-Wellcloud).ParameterSets.Parameters | Where-Object Position -GE 0 | Should -BeNullOrEmpty
        { Connect-Wellcloud abc } | Should -Throw -ErrorId 'PositionalParameterNotFound,*'
    }

    It 'trims a <Name>' -ForEach @(
        @{ Name = 'text'; Make = { "`u{FEFF} $args`r`n" } }
        @{ Name = 'SecureString'; Make = { ConvertTo-SecureString "`u{FEFF} $args`n`u{200B}" -AsPlainText -Force } }
    ) {
        Connect-Wellcloud -BaseUri $emulator.BaseUri -Token (& $Make $emulator.Token)
        @(Get-WcRecording).Count | Should -Be 5
        $env:WELLCLOUD_BASE_URI, $env:WELLCLOUD_TOKEN = $emulator.BaseUri, "`u{FEFF}$($emulator.Token)`n"
        Connect-Wellcloud
        @(Get-WcRecording).Count | Should -Be 5
    }

    It 'trims the appSecret' {
        $padded = [pscredential]::new($emulator.AppId, (ConvertTo-SecureString "emulator-secret`r`n" -AsPlainText -Force))
        Connect-Wellcloud -BaseUri $emulator.BaseUri -TokenUri $emulator.TokenUri -Credential $padded
        @(Get-WcRecording).Count | Should -Be 5
    }

    It 'refuses a blank SecureString' {
        { Connect-Wellcloud -BaseUri $emulator.BaseUri -Token (ConvertTo-SecureString " `n" -AsPlainText -Force) } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
        $blank = [pscredential]::new($emulator.AppId, (ConvertTo-SecureString " `n" -AsPlainText -Force))
        { Connect-Wellcloud -BaseUri $emulator.BaseUri -Credential $blank } | Should -Throw 'The appSecret is empty.*' -ErrorId 'CredentialRequired,*'
    }

    It 'refuses a token with <Name> inside' -ForEach @(
        @{ Name = 'a line break'; Text = "good`r`nX-Evil: 1" }
        @{ Name = 'a byte order mark'; Text = "go`u{FEFF}od" }
        @{ Name = 'Chinese'; Text = '令牌' }
    ) {
        foreach ($token in $Text, (ConvertTo-SecureString $Text -AsPlainText -Force)) {
            $fault = Get-Fault { Connect-Wellcloud -BaseUri $emulator.BaseUri -Token $token }
            $fault.FullyQualifiedErrorId | Should -BeLike 'CredentialRequired,*'
            $fault.CategoryInfo.Category | Should -Be 'InvalidArgument'
            "$fault" | Should -Not -BeLike '*od*X-Evil*'
        }

        Get-WcSession | Should -BeNullOrEmpty
    }

    It 'sends the appSecret to -BaseUri when no token address is named' {
        $fault = Get-Fault { Connect-Wellcloud -BaseUri http://127.0.0.1:1/sdk -Credential $credential -MaximumRetryCount 0 -NoProxy }
        $fault.FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
        "$fault" | Should -BeLike '*127.0.0.1:1*'
    }

    It 'warns of an appSecret over plain http before it is sent, and names the host' {
        { Connect-Wellcloud -BaseUri https://calls.invalid -TokenUri http://tokens.invalid/p -Credential $credential -MaximumRetryCount 0 -NoProxy -WarningVariable script:warnings -WarningAction SilentlyContinue } |
            Should -Throw -ErrorId 'ConnectionFailed,*'
        $script:warnings.Count | Should -Be 1
        "$script:warnings" | Should -BeLike '*appSecret*tokens.invalid*'
        { Connect-Wellcloud -BaseUri $emulator.BaseUri -TokenUri http://tokens.invalid -Credential $credential -WarningAction Stop } | Should -Throw -ErrorId 'ActionPreferenceStop,*'
    }

    It 'requests a token at once with a credential' {
        Connect-Wellcloud -BaseUri $emulator.BaseUri -TokenUri $emulator.TokenUri -Credential $credential
        $session = Get-WcSession
        $session.TokenType | Should -Be 'Tenant'
        $session.TokenExpiresAt | Should -BeGreaterThan ([DateTimeOffset]::Now.AddHours(23))
        @(Get-EmulatorRequest $emulator -Endpoint Token).Count | Should -Be 1
    }

    It 'renews a token that was revoked' {
        Connect-Wellcloud -BaseUri $emulator.BaseUri -TokenUri $emulator.TokenUri -Credential $credential -TenantType Partner
        (Get-WcSession).TokenType | Should -Be 'Partner'
        Revoke-EmulatorToken $emulator
        @(Get-WcRecording).Count | Should -Be 5
        @(Get-EmulatorRequest $emulator -Endpoint Token).Count | Should -Be 2
    }

    It 'reads a token from the environment' {
        $env:WELLCLOUD_BASE_URI, $env:WELLCLOUD_TOKEN = $emulator.BaseUri, $emulator.Token
        Connect-Wellcloud
        @(Get-WcRecording).Count | Should -Be 5
    }

    It 'reads appId and appSecret from the environment' {
        $env:WELLCLOUD_BASE_URI, $env:WELLCLOUD_TOKEN_URI = $emulator.BaseUri, $emulator.TokenUri
        $env:WELLCLOUD_APP_ID, $env:WELLCLOUD_APP_SECRET, $env:WELLCLOUD_TENANT_TYPE = $emulator.AppId, 'emulator-secret', 'partner'
        Connect-Wellcloud
        (Get-WcSession).TokenType | Should -Be 'Partner'
        @(Get-WcRecording).Count | Should -Be 5
    }

    It 'refuses <_> when it is not an address' -ForEach 'WELLCLOUD_BASE_URI', 'WELLCLOUD_TOKEN_URI' {
        Set-Item "env:$_" 'http://emulator:$PORT'
        $fault = Get-Fault { Connect-Wellcloud -Token t }
        $fault.FullyQualifiedErrorId | Should -BeLike 'BaseUri,*'
        "$fault" | Should -BeLike "$_*http or https address*"
    }

    It 'prefers a token to an appId when the environment has both' {
        $env:WELLCLOUD_BASE_URI, $env:WELLCLOUD_TOKEN_URI, $env:WELLCLOUD_TOKEN = $emulator.BaseUri, $emulator.TokenUri, $emulator.Token
        $env:WELLCLOUD_APP_ID, $env:WELLCLOUD_APP_SECRET = $emulator.AppId, 'emulator-secret'
        Connect-Wellcloud
        (Get-WcSession).TokenType | Should -Be 'Token'
        @(Get-WcRecording).Count | Should -Be 5
        Get-EmulatorRequest $emulator -Endpoint Token | Should -BeNullOrEmpty
    }

    It 'gives up a response that stalls for -OperationTimeoutSeconds' {
        Add-Fault $emulator @{ kind = 'StallBody'; endpoint = 'Recordings' }
        Connect-Wellcloud -BaseUri $emulator.BaseUri -Token $emulator.Token -OperationTimeoutSeconds 1 -MaximumRetryCount 0
        $fault = Get-Fault { Get-WcRecording }
        $fault.FullyQualifiedErrorId | Should -BeLike 'Timeout,*'
        "$fault" | Should -BeLike '* for 1 s.*'
    }

    It 'gives up a connection after -ConnectionTimeoutSeconds' {
        # Accepts connections, and never begins TLS.
        $silent = [Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
        $silent.Start()
        try {
            Connect-Wellcloud -BaseUri "https://$($silent.LocalEndpoint)" -Token x -ConnectionTimeoutSeconds 1 -MaximumRetryCount 0 -NoProxy
            $fault = Get-Fault { Get-WcRecording }
        }
        finally {
            $silent.Stop()
        }

        "$fault" | Should -BeLike '* within 1 s.*'
    }

    It 'waits before a retry for half of -RetryIntervalSec at least' {
        Add-Fault $emulator @{ kind = 'Status'; status = 500; endpoint = 'Recordings' }
        Connect-Wellcloud -BaseUri $emulator.BaseUri -Token $emulator.Token -RetryIntervalSec 100
        $retry = Get-WcRecording -Verbose 4>&1 | Where-Object { "$_" -like 'Retry *' } | Select-Object -First 1
        [double][regex]::Match("$retry", ' in ([\d.]+) s').Groups[1].Value | Should -BeGreaterOrEqual 50
    }

    It 'refuses the tenant type <_> from the environment when it is needed' -ForEach 'Tenat', '7' {
        $env:WELLCLOUD_BASE_URI, $env:WELLCLOUD_TOKEN_URI, $env:WELLCLOUD_TENANT_TYPE = $emulator.BaseUri, $emulator.TokenUri, $_
        $fault = Get-Fault { Connect-Wellcloud -Credential $credential }
        $fault.CategoryInfo.Category | Should -Be 'InvalidArgument'
        "$fault" | Should -BeLike "WELLCLOUD_TENANT_TYPE*'$_'*Tenant or Partner*"
        $fault.ErrorDetails.RecommendedAction | Should -BeLike '*-TenantType*'
        Get-WcSession | Should -BeNullOrEmpty
        Connect-Wellcloud -Credential $credential -TenantType Partner
        Connect-Wellcloud -Token $emulator.Token
        (Get-WcSession).TokenType | Should -Be 'Token'
    }

    It 'keeps the earlier session open' {
        $before = Connect-Wellcloud -BaseUri $emulator.BaseUri -Token $emulator.Token -PassThru
        Connect-Wellcloud -BaseUri $emulator.BaseUri -Token $emulator.Token
        @(Get-WcRecording -Session $before).Count | Should -Be 5
        $before | Disconnect-Wellcloud
        @(Get-WcRecording).Count | Should -Be 5
    }

    It 'ends with CredentialRequired when there is no login' {
        $fault = Get-Fault { Connect-Wellcloud -BaseUri $emulator.BaseUri }
        $fault.FullyQualifiedErrorId | Should -BeLike 'CredentialRequired,*'
        $fault.CategoryInfo.Category | Should -Be 'InvalidArgument'
        $fault.ErrorDetails.RecommendedAction | Should -BeLike '*Connect-Wellcloud -Token*'
    }

    It 'shows no secret when the login is refused' {
        $wrong = [pscredential]::new($emulator.AppId, (ConvertTo-SecureString 'wrong-secret' -AsPlainText -Force))
        $fault = Get-Fault { Connect-Wellcloud -BaseUri $emulator.BaseUri -TokenUri $emulator.TokenUri -Credential $wrong -Verbose 4>&1 }
        $fault.FullyQualifiedErrorId | Should -BeLike 'AuthenticationFailed,*'
        ($fault | Format-List * -Force | Out-String) + $fault.Exception | Should -Not -BeLike '*wrong-secret*'
        $fault.ErrorDetails.RecommendedAction | Should -BeLike '*appId*appSecret*-TenantType*'
        Get-WcSession | Should -BeNullOrEmpty
    }

    It 'names the host that it cannot reach' {
        $fault = Get-Fault { Connect-Wellcloud -BaseUri $emulator.BaseUri -TokenUri http://127.0.0.1:1/p -Credential $credential -MaximumRetryCount 0 -NoProxy }
        $fault.FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
        $fault.Exception.Message | Should -BeLike '*127.0.0.1:1*'
    }

    It 'refuses a base URI with a query' {
        $fault = Get-Fault { Connect-Wellcloud -BaseUri 'http://127.0.0.1/?a=b' -Token x }
        $fault.CategoryInfo.Category | Should -Be 'InvalidArgument'
        $fault.ErrorDetails.RecommendedAction | Should -BeLike '*-BaseUri*'
    }

    It 'says what <Text> probably means' -ForEach @(
        @{ Text = '127.0.0.1:8080'; Meant = 'http://127.0.0.1:8080' }
        @{ Text = 'acme.example.cc'; Meant = 'https://acme.example.cc' }
        @{ Text = 'acme.example.cc:8080/sdk'; Meant = 'http://acme.example.cc:8080/sdk' }
    ) {
        $fault = Get-Fault { Connect-Wellcloud -BaseUri $Text -Token x }
        $fault.CategoryInfo.Category | Should -Be 'InvalidArgument'
        "$fault" | Should -BeLike "*'$Text'*$Meant*"
        $env:WELLCLOUD_BASE_URI = $Text
        "$(Get-Fault { Connect-Wellcloud -Token x })" | Should -BeLike "*$Meant*"
    }

    It 'does not retry a first connection: <Address>' -ForEach @(
        @{ Address = 'http://127.0.0.1:1'; Said = '*refuses the connection*' }
        @{ Address = 'http://service.invalid'; Said = '*no host has this name*' }
    ) {
        $lines = [Collections.ArrayList]::new()
        $fault = Get-Fault { Connect-Wellcloud -BaseUri $emulator.BaseUri -TokenUri $Address -Credential $credential -NoProxy -WarningAction SilentlyContinue }
        $fault.FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
        "$fault" | Should -BeLike "*$($Address -replace '^http://'):$Said"
        $fault.ErrorDetails.RecommendedAction | Should -BeLike '*-MaximumRetryCount*'

        # Connecting does not test a token, so the first command shows the error.
        Connect-Wellcloud -BaseUri $Address -Token x -NoProxy -WarningAction SilentlyContinue
        Get-Fault { Get-WcRecording -Verbose 4>&1 | ForEach-Object { $lines.Add("$_") } } | Should -BeLike $Said
        $lines | Should -BeNullOrEmpty
    }

    It 'retries a first connection where -MaximumRetryCount asks for it' {
        $lines = [Collections.ArrayList]::new()
        Connect-Wellcloud -BaseUri http://127.0.0.1:1 -Token x -NoProxy -MaximumRetryCount 1
        Get-Fault { Get-WcRecording -Verbose 4>&1 | ForEach-Object { $lines.Add("$_") } } | Should -BeLike '*refuses the connection*'
        $lines | Should -HaveCount 1
    }

    It 'says that a token never worked, or no longer works' {
        Connect-Wellcloud -BaseUri $emulator.BaseUri -Token wrong
        $fault = Get-Fault { Get-WcRecording }
        $fault.FullyQualifiedErrorId | Should -BeLike 'AuthenticationFailed,*'
        "$fault" | Should -BeLike '*not accepted this token before*'
        Connect-Wellcloud -BaseUri $emulator.BaseUri -Token $emulator.Token
        $null = Get-WcRecording
        Add-Fault $emulator @{ kind = 'Status'; status = 401 }
        "$(Get-Fault { Get-WcRecording })" | Should -BeLike '*has accepted this token before*'
    }

    It 'refuses the proxy <_>' -ForEach 'ftp://proxy:21', 'proxy:99999' {
        { Connect-Wellcloud -BaseUri $emulator.BaseUri -Token x -Proxy $_ } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
        Get-WcSession | Should -BeNullOrEmpty
    }

    It 'names a proxy that is down' {
        Connect-Wellcloud -BaseUri $emulator.BaseUri -Token x -Proxy 127.0.0.1:1
        $fault = Get-Fault { Get-WcRecording }
        $fault.FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
        "$fault" | Should -BeLike '*the proxy 127.0.0.1:1*-NoProxy*'
    }

    It 'accepts the offset <offset>' -ForEach @(
        @{ offset = '+08:00'; expected = '08:00:00' }
        @{ offset = '-03:30'; expected = '-03:30:00' }
        @{ offset = 9; expected = '09:00:00' }
        @{ offset = [timespan]'05:45'; expected = '05:45:00' }
    ) {
        Connect-Wellcloud -BaseUri $emulator.BaseUri -Token $emulator.Token -UtcOffset $offset
        (Get-WcSession).UtcOffset | Should -Be ([timespan]$expected)
    }

    It 'warns once about a token over plain http, except on loopback' {
        Connect-Wellcloud -BaseUri http://service.invalid -Token x -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings.Count | Should -Be 1
        Connect-Wellcloud -BaseUri $emulator.BaseUri -Token x -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings.Count | Should -Be 0
    }

    It 'sets the default session of all runspaces' {
        Connect-Wellcloud -BaseUri $emulator.BaseUri -Token $emulator.Token
        $counts = 1..4 | ForEach-Object -Parallel {
            Import-Module $using:ModulePath
            @(Get-WcRecording).Count
            Remove-Module Wellcloud.Recordings
        }
        $counts | Should -Be @(5, 5, 5, 5)
        @(Get-WcRecording).Count | Should -Be 5
    }
}

Describe 'Connect-Wellcloud through a proxy' {
    BeforeAll {
        $proxied = Start-Emulator --recordings 5 --proxy --proxy-user porter --proxy-password open
        $address = ([uri]$proxied.ProxyUri).Authority
    }

    AfterAll {
        Stop-Emulator $proxied
    }

    BeforeEach {
        Clear-Fault $proxied
    }

    AfterEach {
        Get-WcSession | Disconnect-Wellcloud
    }

    It 'reads host:port, and sends the password with each request once the proxy has asked for it' {
        $porter = [pscredential]::new('porter', (ConvertTo-SecureString open -AsPlainText -Force))
        Connect-Wellcloud -BaseUri $proxied.BaseUri -Token $proxied.Token -Proxy $address -ProxyCredential $porter
        1..3 | ForEach-Object { @(Get-WcRecording).Count | Should -Be 5 }
        @(Get-EmulatorRequest $proxied | Where-Object origin -EQ Proxy).status | Should -Be 407, 200, 200, 200
    }

    It 'asks for the password of the proxy' {
        Connect-Wellcloud -BaseUri $proxied.BaseUri -Token $proxied.Token -Proxy $address
        $fault = Get-Fault { Get-WcRecording }
        $fault.FullyQualifiedErrorId | Should -BeLike 'UnexpectedStatus,*'
        "$fault" | Should -BeLike '*proxy*(407)*-ProxyCredential*'
    }

    It 'sends the password of http_proxy, which no error shows' -Skip:$IsWindows {
        $uri = [uri]$proxied.ProxyUri
        $count = 'Import-Module "{0}"; Connect-Wellcloud -BaseUri {1} -Token {2}; @(Get-WcRecording -ErrorAction SilentlyContinue).Count; "$($Error[0].Exception)"' -f $ModulePath, $proxied.BaseUri, $proxied.Token
        (Invoke-Shell "`$env:http_proxy = 'http://porter:open@$($uri.Authority)'; $count")[0] | Should -Be 5
        $seen = Invoke-Shell "`$env:http_proxy = 'http://porter:wrong-password@$($uri.Authority)'; try { $count } catch { `"`$(`$_.Exception)`" }"
        "$seen" | Should -Match '407'
        "$seen" | Should -Not -Match 'wrong-password'
    }

    It 'ignores the proxy of the environment with -NoProxy' -Skip:$IsWindows {
        Invoke-Shell "`$env:http_proxy = 'http://127.0.0.1:1'; Import-Module '$ModulePath'; Connect-Wellcloud -BaseUri $($proxied.BaseUri) -Token $($proxied.Token) -NoProxy; @(Get-WcRecording).Count" | Should -Be 5
    }

    It 'obeys NO_PROXY <_>' -Skip:$IsWindows -ForEach '*', '127.0.0.0/8', '127.0.0.1' {
        Invoke-Shell "`$env:http_proxy = 'http://127.0.0.1:1'; `$env:no_proxy = '$_'; Import-Module '$ModulePath'; Connect-Wellcloud -BaseUri $($proxied.BaseUri) -Token $($proxied.Token); @(Get-WcRecording).Count" | Should -Be 5
    }
}

Describe 'Connect-Wellcloud with a certificate of a private authority' {
    BeforeAll {
        $secure = Start-Emulator --recordings 5 --secure
    }

    AfterAll {
        Stop-Emulator $secure
    }

    AfterEach {
        Get-WcSession | Disconnect-Wellcloud
    }

    It 'says how to trust the issuer before it mentions -SkipCertificateCheck' {
        Connect-Wellcloud -BaseUri $secure.SecureBaseUri -Token $secure.Token -NoProxy
        $fault = Get-Fault { Get-WcRecording }
        $fault.FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
        "$fault" | Should -BeLike '*does not trust the issuer*trusted certificates.'
        $fault.ErrorDetails.RecommendedAction | Should -Match '(SSL_CERT_FILE|Import-Certificate|add-trusted-cert).*-SkipCertificateCheck'
    }

    It 'accepts the certificate with -SkipCertificateCheck' {
        Connect-Wellcloud -BaseUri $secure.SecureBaseUri -Token $secure.Token -NoProxy -SkipCertificateCheck
        @(Get-WcRecording).Count | Should -Be 5
    }

    It 'works once SSL_CERT_FILE makes the issuer trusted' -Skip:(-not $IsLinux) {
        $file = Join-Path $TestDrive ca.crt
        $client = [Net.Sockets.TcpClient]::new('127.0.0.1', ([uri]$secure.SecureBaseUri).Port)
        $stream = [Net.Security.SslStream]::new($client.GetStream(), $false, { $true })
        $stream.AuthenticateAsClient('localhost')
        $stream.RemoteCertificate.ExportCertificatePem() | Set-Content $file
        $client.Dispose()
        $env:SSL_CERT_FILE = $file
        try {
            Invoke-Shell "Import-Module '$ModulePath'; Connect-Wellcloud -BaseUri $($secure.SecureBaseUri) -Token $($secure.Token) -NoProxy; @(Get-WcRecording).Count" | Should -Be 5
        }
        finally {
            Remove-Item env:SSL_CERT_FILE
        }
    }
}
