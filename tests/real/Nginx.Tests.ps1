# nginx between the module and the service.
BeforeDiscovery {
    Import-Module "$PSScriptRoot/Servers.psm1" -Force
    $isHere = Test-Program nginx
}

BeforeAll {
    Import-Module "$PSScriptRoot/Servers.psm1" -Force
    Import-Module $ModulePath -Force
    $count = 150

    # Starts a service. With the port of an earlier service, it replaces that one.
    function Start-Backend([int] $Port = (Get-FreePort)) {
        $script:emulator = Start-Emulator @('--recordings', $count, '--audio-bytes', '20000', '--port', $Port)
        $script:port = ([uri]$emulator.BaseUri).Port
    }

    function Connect-Through([object] $Server) {
        Connect-Wellcloud -BaseUri ($emulator.BaseUri -replace ":$port\b", ":$($Server.Port)") -Token $emulator.Token -NoProxy
    }

    # No sync ends before the test has done something to the service, however slow the machine: the service answers a few requests for audio
    # and keeps the others waiting.
    function Suspend-Audio { Add-Fault $emulator @{ kind = 'StallBeforeHeaders'; endpoint = 'Audio'; skip = 20 } }

    function Get-SavedCount { @(Get-ChildItem $folder -Recurse -File -Filter *.mp3 -ErrorAction Ignore).Count }
}

Describe 'nginx before a service' -Skip:(-not $isHere) {
    BeforeEach {
        Start-Backend
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        $nginx = $null
    }

    AfterEach {
        Get-WcSession | Disconnect-Wellcloud
        Stop-Emulator $emulator
        Stop-Server $nginx
    }

    It 'that ends and starts again in the middle of a Sync costs no recording' {
        $nginx = Start-Nginx "location / { proxy_pass http://127.0.0.1:$port; }"
        Connect-Through $nginx
        Suspend-Audio
        $sync = Start-Sync $folder
        Wait-Until { Get-SavedCount | Where-Object { $_ -gt 5 } }
        Stop-Emulator $emulator
        Wait-Until { @(Get-Seen $nginx '^502').Count -gt 3 }
        Start-Backend $port

        $run = Receive-Sync $sync
        $run.Faults | Should -BeNullOrEmpty
        $run.Result.Failed | Should -Be 0
        Assert-Whole $folder $emulator $count
    }

    It 'that answers a bare 404 to everything during a redeploy costs no recording' {
        $nginx = Start-Nginx "location / { if (-f {folder}/down) { return 404; } proxy_pass http://127.0.0.1:$port; }"
        Connect-Through $nginx
        Add-Fault $emulator @{ kind = 'Delay'; endpoint = 'Audio'; skip = 20; delay = '00:00:03' }
        $sync = Start-Sync $folder
        Wait-Until { Get-SavedCount | Where-Object { $_ -gt 5 } }
        $down = New-Item (Join-Path $nginx.Folder down)
        Wait-Until { @(Get-Seen $nginx '^404').Count -gt 10 }
        Remove-Item $down
        Clear-Fault $emulator

        $run = Receive-Sync $sync
        $run.Faults | Should -BeNullOrEmpty
        $run.Result.Failed | Should -Be 0
        $run.Result.NotFound | Should -Be 0
        Assert-Whole $folder $emulator $count
    }

    It 'that refuses more than 40 a second with <_> saves everything' -ForEach 503, 429 {
        $nginx = Start-Nginx "limit_req zone=few burst=5 nodelay; limit_req_status $_; location / { proxy_pass http://127.0.0.1:$port; }" 'limit_req_zone $server_addr zone=few:1m rate=40r/s;'
        Connect-Through $nginx
        $run = Receive-Sync (Start-Sync $folder)
        $run.Faults | Should -BeNullOrEmpty
        $run.Result.Failed | Should -Be 0
        @(Get-Seen $nginx "^$_").Count | Should -BeGreaterThan 0
        Assert-Whole $folder $emulator $count
    }

    It 'that compresses everything on the fly leaves complete files' {
        $nginx = Start-Nginx "gzip on; gzip_types *; gzip_min_length 1; gzip_proxied any; proxy_buffering on; max_ranges 0; location / { proxy_pass http://127.0.0.1:$port; }"
        Connect-Through $nginx
        $run = Receive-Sync (Start-Sync $folder)
        $run.Faults | Should -BeNullOrEmpty
        $run.Result.Failed | Should -Be 0
        Assert-Whole $folder $emulator $count
    }

    It 'that never comes back is one error, which says how many are left' -Tag Long {
        $nginx = Start-Nginx "location / { proxy_pass http://127.0.0.1:$port; }"
        Connect-Through $nginx
        Suspend-Audio
        $sync = Start-Sync $folder
        Wait-Until { Get-SavedCount | Where-Object { $_ -gt 5 } }
        Stop-Emulator $emulator
        $run = Receive-Sync $sync
        Start-Backend $port

        $run.Result | Should -BeNullOrEmpty
        $run.Faults | Should -HaveCount 1
        "$($run.Faults)" | Should -Match '\(502\).*\d+ of \d+ recordings are left'
        (Test-WcRecordingArchive $folder).IsValid | Should -BeTrue
        (Sync-WcRecordingArchive $folder -WarningAction SilentlyContinue).Failed | Should -Be 0
        Assert-Whole $folder $emulator $count
    }
}

Describe 'A shell that is killed in the middle of a Sync through nginx' -Skip:(-not $isHere) {
    It 'leaves what the next run completes' {
        Start-Backend
        $folder = Join-Path $TestDrive killed
        $nginx = Start-Nginx "location / { proxy_pass http://127.0.0.1:$port; }"
        try {
            Connect-Through $nginx
            Suspend-Audio
            $start = [Diagnostics.ProcessStartInfo]@{ FileName = $ShellCommand[0]; RedirectStandardOutput = $true; RedirectStandardError = $true }
            $command = "Import-Module '$ModulePath'; Connect-Wellcloud -BaseUri '$((Get-WcSession).BaseUri)' -Token $($emulator.Token) -NoProxy; Sync-WcRecordingArchive '$folder'"
            @($ShellCommand | Select-Object -Skip 1) + '-Command' + $command | ForEach-Object { $start.ArgumentList.Add($_) }
            $shell = [Diagnostics.Process]::Start($start)
            # A file whose line is not yet in the ledger is downloaded again.
            Wait-Until { @(Select-String -LiteralPath $folder/.wellcloud/ledger.jsonl -Pattern '"sha256"' -ErrorAction Ignore).Count -gt 5 }
            $shell.Kill() # SIGKILL
            $shell.WaitForExit()
            Get-SavedCount | Should -BeLessThan 130
            Clear-Fault $emulator

            $run = Receive-Sync (Start-Sync $folder)
            $run.Faults | Should -BeNullOrEmpty
            $run.Result.AlreadyPresent | Should -BeGreaterThan 0
            Assert-Whole $folder $emulator $count
        }
        finally {
            Get-WcSession | Disconnect-Wellcloud
            Stop-Emulator $emulator
            Stop-Server $nginx
        }
    }
}
