# Everything a shell can show is searched for the token, the appSecret and the proxy's password.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Wellcloud.Testing.psm1') -Force
    Import-Module $ModulePath -Force
    $secrets = @{ Token = 'S3cret/T0ken+1=='; AppSecret = 'emulator-secret'; ProxyPassword = 'open/ses@me:1' }
    $emulator = Start-Emulator --recordings 60 --audio-bytes 2000 --batch-entries 3 --secure --second-origin --token $secrets.Token `
        --proxy --proxy-user porter --proxy-password $secrets.ProxyPassword

    # Does what a person may do, right and wrong. Secrets are given as SecureString, credential and environment variable, as the documents advise.
    $scenario = {
        Import-Module $env:TEST_MODULE
        $secure = { param($text) ConvertTo-SecureString $text -AsPlainText -Force }
        $token = & $secure $env:TEST_TOKEN
        $credential = [pscredential]::new('emulator-app', (& $secure $env:TEST_SECRET))
        $folder = $env:TEST_FOLDER
        $common = @{ BaseUri = $env:TEST_BASE; MaximumRetryCount = 1; Verbose = $true; Debug = $true }

        function Use-Everything {
            Get-WcSession | Format-List * -Force
            Get-WcRecording -Verbose -Debug | Select-Object -First 3 | ForEach-Object { Get-WcCallRecording $_.CallId -Verbose -Debug }
            Get-WcRecording -First 20 | Save-WcRecordingAudio -Destination $folder/files -PassThru -Verbose -Debug -WarningAction Continue
            Save-WcRecordingBatch -Destination $folder/batch -Force -PassThru -Verbose -Debug
            Sync-WcRecordingArchive -Path $folder/archive -Verbose -Debug -WarningAction Continue
            Test-WcRecordingArchive -Path $folder/archive -Verbose -Debug
        }

        # Not with the hostile service: it repeats the given token, and a session with an issued token cannot know that this text is a secret.
        function Use-IssuedToken {
            if (-not $env:TEST_HOSTILE) {
                Use-Everything
            }
        }

        function Show-Session($session) {
            $session | Format-List * -Force
            $session | Get-Member -Force | Out-String
            $session | ConvertTo-Json -Depth 5
            $session | Export-Clixml $folder/session.xml -Depth 5
            [System.Management.Automation.PSSerializer]::Serialize($session, 5)
            "$session"
            $session.psobject.BaseObject | Out-String
        }

        # Each step runs on its own, so that an error that ends one step does not end the others.
        $steps = @(
            { Connect-Wellcloud @common -Token $token -PassThru }
            { Show-Session (Get-WcSession) }
            { Use-Everything }
            { Connect-Wellcloud @common -TokenUri $env:TEST_TOKEN_BASE -Credential $credential; Show-Session (Get-WcSession); Use-IssuedToken }
            { $env:WELLCLOUD_TOKEN = $env:TEST_TOKEN; Connect-Wellcloud @common; Show-Session (Get-WcSession); Use-Everything }
            {
                $env:WELLCLOUD_TOKEN, $env:WELLCLOUD_APP_ID, $env:WELLCLOUD_APP_SECRET = $null, 'emulator-app', $env:TEST_SECRET
                Connect-Wellcloud @common -TokenUri $env:TEST_TOKEN_BASE
                Use-IssuedToken
            }
            { Connect-Wellcloud @common -TokenUri $env:TEST_TOKEN_BASE -TenantType Partner -Credential ([pscredential]::new('nobody', (& $secure $env:TEST_SECRET))) }
            { Connect-Wellcloud -BaseUri http://wellcloud.invalid -TokenUri http://wellcloud.invalid -Credential $credential -MaximumRetryCount 0 -Verbose }
            { Connect-Wellcloud -BaseUri $env:TEST_SECURE -Token $token -PassThru; Use-Everything }
            { Connect-Wellcloud @common -Token $token -Proxy "http://porter:$([uri]::EscapeDataString($env:TEST_PROXY_PASSWORD))@$env:TEST_PROXY"; Show-Session (Get-WcSession); Use-Everything }
            {
                Connect-Wellcloud -BaseUri $env:TEST_SECURE -SkipCertificateCheck -Token $token -MaximumRetryCount 0 `
                    -Proxy "http://nobody:$([uri]::EscapeDataString($env:TEST_PROXY_PASSWORD))@$env:TEST_PROXY"
                Use-Everything
            }
            { Connect-Wellcloud @common -Token $token -Proxy "http://$env:TEST_PROXY" -ProxyCredential ([pscredential]::new('porter', (& $secure 'wrong'))); Use-Everything }
            { $session = Connect-Wellcloud @common -Token $token -PassThru; $session | Disconnect-Wellcloud; Get-WcRecording -Session $session; Show-Session $session }
            { Connect-Wellcloud -BaseUri "http://user:$([uri]::EscapeDataString($env:TEST_SECRET))@127.0.0.1" -Token $token }
        )
        foreach ($step in $steps) {
            try {
                & $step
            }
            catch {
                $_
            }
        }

        # Every error, with all inner exceptions.
        $Error | ForEach-Object {
            $_ | Format-List * -Force
            Get-Error -InputObject $_
            $_.ErrorDetails | Format-List * -Force
            $_.InvocationInfo | Format-List * -Force
            for ($exception = $_.Exception; $exception; $exception = $exception.InnerException) {
                $exception | Format-List * -Force
                $exception.ToString()
                $exception.Data | Out-String
            }
        } | Out-String -Width 4096
    }.ToString()

    function Set-Scenario($Folder) {
        $env:TEST_MODULE, $env:TEST_FOLDER = $ModulePath, $Folder
        $env:TEST_TOKEN, $env:TEST_SECRET, $env:TEST_PROXY_PASSWORD = $secrets.Token, $secrets.AppSecret, $secrets.ProxyPassword
        $env:TEST_BASE, $env:TEST_TOKEN_BASE, $env:TEST_SECURE = $emulator.BaseUri, $emulator.TokenUri, $emulator.SecureBaseUri
        $env:TEST_HOSTILE = $null
        $env:TEST_PROXY = ([uri]$emulator.ProxyUri).Authority
    }

    # Returns the secrets that a text contains. There should be none.
    function Find-Secret([string] $Text) {
        foreach ($secret in $secrets.GetEnumerator()) {
            foreach ($form in $secret.Value, [uri]::EscapeDataString($secret.Value)) {
                $at = $Text.IndexOf($form, [StringComparison]::OrdinalIgnoreCase)
                if ($at -ge 0) {
                    "$($secret.Key): $($Text.Substring([Math]::Max(0, $at - 200), [Math]::Min(400, $Text.Length - [Math]::Max(0, $at - 200))))"
                }
            }
        }

        if ($Text -match '"token"\s*:\s*"') {
            'an issued token'
        }
    }

    # Makes the service repeat what it was sent, and break off in the worst places.
    function Add-HostileFault {
        $env:TEST_HOSTILE = 1
        $said = "denied: $($secrets.Token) $([uri]::EscapeDataString($secrets.Token)) is no good"
        $login = "denied: $($secrets.AppSecret) is no good"
        Add-Fault $emulator @(
            @{ kind = 'Status'; endpoint = 'Recordings'; status = 500; message = $said; every = 7 }
            @{ kind = 'CodeInBody'; endpoint = 'Recordings'; code = '403'; message = $said; every = 5 }
            @{ kind = 'Status'; endpoint = 'CallRecordings'; status = 400; body = $said; contentType = 'text/plain'; every = 2 }
            @{ kind = 'CodeInBody'; endpoint = 'Audio'; code = '500'; message = $said; every = 4 }
            @{ kind = 'CutBody'; endpoint = 'Audio'; every = 5 }
            @{ kind = 'Redirect'; endpoint = 'Audio'; to = 'SecondOrigin'; every = 6 }
            @{ kind = 'Status'; endpoint = 'Batch'; status = 404; message = $said; every = 2 }
            @{ kind = 'CloseDelimited'; endpoint = 'Token'; bytes = -1; times = 1 }
            @{ kind = 'CodeInBody'; endpoint = 'Token'; code = '401'; message = $login; skip = 1; times = 1 }
        )
    }
}

AfterAll {
    Stop-Emulator $emulator
    Get-ChildItem env:TEST_*, env:WELLCLOUD_* | Remove-Item
    Remove-Module Wellcloud.Recordings
}

Describe 'Secrets' {
    BeforeEach {
        Clear-Fault $emulator
        Get-ChildItem env:WELLCLOUD_* | Remove-Item
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        Set-Scenario (New-Item -ItemType Directory $folder).FullName
    }

    It 'appear in no stream, error, progress, file or session, <Name>' -ForEach @(
        @{ Name = 'when all goes well'; Hostile = $false }
        @{ Name = 'when the service repeats them and breaks off'; Hostile = $true }
    ) {
        if ($Hostile) {
            Add-HostileFault
        }

        $shell = [powershell]::Create().AddScript($scenario)
        try {
            $output = $shell.Invoke()
            $streams = $shell.Streams
            $text = (@($output) + $streams.Error + $streams.Warning + $streams.Verbose + $streams.Debug + $streams.Information +
                @($streams.Progress | Format-List * -Force) | Out-String -Width 4096)
            $shell.HadErrors | Should -BeTrue
            $streams.Verbose.Count | Should -BeGreaterThan 20
            $output.Count | Should -BeGreaterThan 50
            Find-Secret $text | Should -BeNullOrEmpty
        }
        finally {
            $shell.Dispose()
        }

        $files = @(Get-ChildItem $folder -Recurse -File -Force | Where-Object Extension -NotIn '.mp3', '.zip')
        $files.Count | Should -BeGreaterThan 2
        Find-Secret ($files | Get-Content -Raw | Out-String) | Should -BeNullOrEmpty
        Find-Secret (Get-ChildItem $folder -Recurse -Force | Out-String -Width 4096) | Should -BeNullOrEmpty
        $redirected = @(Get-EmulatorRequest $emulator | Where-Object origin -EQ Second)
        [bool]$redirected | Should -Be $Hostile
        $redirected | Where-Object hasAuthorization | Should -BeNullOrEmpty
    }

    It 'appear neither in a transcript nor on the screen' {
        Add-HostileFault
        $script = Join-Path $folder 'scenario.ps1'
        $transcript = Join-Path $folder 'transcript.txt'
        Set-Content $script "Start-Transcript '$transcript' -IncludeInvocationHeader`n$scenario`nStop-Transcript"
        $screen = Invoke-Shell -File $script *>&1 | Out-String -Width 4096
        $screen.Length | Should -BeGreaterThan 5000
        Find-Secret $screen | Should -BeNullOrEmpty
        (Get-Item $transcript).Length | Should -BeGreaterThan 5000
        Find-Secret (Get-Content $transcript -Raw) | Should -BeNullOrEmpty
    }
}
