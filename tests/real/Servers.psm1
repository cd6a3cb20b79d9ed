# Real servers around the emulator. Each is a child of this shell, on a free port of loopback, with its files in a folder of its own.

Set-StrictMode -Version 3.0
Import-Module (Join-Path (Split-Path $PSScriptRoot) 'Pester' 'Wellcloud.Testing.psm1') -Global -Force

$patience = [timespan]::FromSeconds(90)
$WirePath = Join-Path (Split-Path $PSScriptRoot) Wellcloud.Wire bin Release net10.0 Wellcloud.Wire.dll
$isRoot = -not $IsWindows -and (id -u) -eq 0

# Debian installs servers in folders that are only in root's PATH.
if (-not $IsWindows -and $env:PATH -notlike '*:/usr/sbin:/sbin') {
    $env:PATH += ':/usr/sbin:/sbin'
}

# Whether all these programs are installed.
function Test-Program([string[]] $Name) {
    -not $IsWindows -and @(Get-Command $Name -CommandType Application -ErrorAction Ignore | Select-Object -Unique Name).Count -eq $Name.Count
}

# Waits until a condition is true. The limit only ends a test that hangs.
function Wait-Until([scriptblock] $Condition) {
    $watch = [Diagnostics.Stopwatch]::StartNew()
    while (-not (& $Condition)) {
        if ($watch.Elapsed -gt $patience) {
            throw "This did not come true: $Condition"
        }

        [Threading.Thread]::Sleep(20)
    }
}

# Makes a folder that the accounts of servers may write to.
function New-OpenFolder {
    $folder = New-Item -ItemType Directory (Join-Path ([IO.Path]::GetTempPath()) "wellcloud-$(New-Guid)")
    chmod 777 $folder
    $folder.FullName
}

# Starts a server that stays in the foreground, and waits until it listens.
function Start-Server([string] $Folder, [int] $Port, [string[]] $Command) {
    $start = [Diagnostics.ProcessStartInfo]@{ FileName = 'sh'; WorkingDirectory = $Folder }
    @('-c', 'exec "$@" > said.log 2>&1 < /dev/null', '_') + $Command | ForEach-Object { $start.ArgumentList.Add($_) }
    $process = [Diagnostics.Process]::Start($start)
    $server = [pscustomobject]@{ Port = $Port; Folder = $Folder; Command = $Command; Process = $process }
    Wait-Until {
        if ($process.HasExited) {
            throw "$($Command[0]) did not start: $(Get-Content (Join-Path $Folder said.log) -Raw)"
        }

        Test-Listener $Port
    }

    $server
}

function Test-Listener([int] $Port) {
    $client = [Net.Sockets.TcpClient]::new()
    try { $client.Connect('127.0.0.1', $Port); $true }
    catch { $false }
    finally { $client.Dispose() }
}

# Kills a server at once.
function Suspend-Server([object] $Server) {
    $Server.Process.Kill($true)
    $Server.Process.WaitForExit()
    $Server.Process.Dispose()
}

# Starts a killed server again.
function Resume-Server([object] $Server) {
    $Server.Process = (Start-Server $Server.Folder $Server.Port $Server.Command).Process
}

function Stop-Server([object] $Server) {
    Suspend-Server $Server
    Remove-Item -Recurse -Force $Server.Folder
}

# nginx with what is given in its server block, and before it. It asks for files "down" and the like in its folder.
function Start-Nginx([string] $Server, [string] $Http = '') {
    $folder = New-OpenFolder
    $port = Get-FreePort
    Set-Content (Join-Path $folder nginx.conf) @"
daemon off; master_process off; pid nginx.pid; error_log error.log;
events { worker_connections 512; }
http {
    log_format seen '`$status `$http_range `$sent_http_etag `$uri';
    access_log access.log seen;
    client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
    default_type application/octet-stream;
    types { audio/mpeg mp3; text/html html; }
    $Http
    server { listen 127.0.0.1:$port; $($Server.Replace('{folder}', $folder)) }
}
"@
    Start-Server $folder $port @('nginx', '-p', $folder, '-e', 'error.log', '-c', 'nginx.conf')
}

# Apache that serves the files of its folder www slowly and without ETag, and asks the service for the rest.
function Start-Apache([int] $ServicePort) {
    $folder = New-OpenFolder
    $port = Get-FreePort
    $null = New-Item -ItemType Directory (Join-Path $folder www)
    Set-Content (Join-Path $folder apache.conf) @"
$('mpm_event', 'authz_core', 'proxy', 'proxy_http', 'ratelimit', 'env' | ForEach-Object { "LoadModule ${_}_module /usr/lib/apache2/modules/mod_$_.so`n" })
ServerName localhost
Listen 127.0.0.1:$port
PidFile $folder/apache.pid
ErrorLog $folder/error.log
CustomLog $folder/access.log "%>s %{Range}i %{If-Range}i %U"
$($isRoot ? "User www-data`nGroup www-data" : '')
DocumentRoot $folder/www
<Directory $folder/www>
    Require all granted
    FileETag None
    SetOutputFilter RATE_LIMIT
    SetEnv rate-limit 400
</Directory>
ProxyPassMatch "^(/.*/recordings)$" "http://127.0.0.1:$ServicePort`$1"
"@
    Start-Server $folder $port @('apache2', '-X', '-d', $folder, '-f', 'apache.conf')
}

# squid, which knows one user; a login is a name, a blank and a password.
function Start-Squid([string] $Login) {
    $folder = New-OpenFolder
    $port = Get-FreePort
    Set-Content (Join-Path $folder check) "#!/bin/sh`nwhile read -r login; do [ `"`$login`" = '$Login' ] && echo OK || echo ERR; done"
    chmod 755 (Join-Path $folder check)
    Set-Content (Join-Path $folder squid.conf) @"
http_port 127.0.0.1:$port
visible_hostname localhost
$($isRoot ? 'cache_effective_user proxy' : '')
pid_filename $folder/squid.pid
cache_log $folder/cache.log
logfile_rotate 0
logformat seen %>Hs %rm %ru
access_log stdio:$folder/access.log seen
buffered_logs off
cache deny all
memory_cache_shared off
max_filedescriptors 1024
pinger_enable off
shutdown_lifetime 0 seconds
auth_param basic program $folder/check
auth_param basic children 1 startup=1
acl known proxy_auth REQUIRED
http_access allow known
http_access deny all
"@
    Start-Server $folder $port @('squid', '-N', '-f', 'squid.conf')
}

# haproxy before the service; with a file of certificate and key it speaks TLS.
function Start-HaProxy([int] $ServicePort, [string] $Certificate = '') {
    $folder = New-OpenFolder
    $port = Get-FreePort
    Set-Content (Join-Path $folder haproxy.conf) @"
global
    log stdout format raw local0
defaults
    mode http
    log global
    log-format "%ST %B %HU"
    timeout connect 1s
    timeout client 10s
    timeout server 1s
frontend here
    bind 127.0.0.1:$port $($Certificate ? "ssl crt $Certificate" : '')
    default_backend service
backend service
    server one 127.0.0.1:$ServicePort check inter 100ms fall 1 rise 1
"@
    $server = Start-Server $folder $port @('haproxy', '-db', '-f', 'haproxy.conf')
    $null = New-Item -ItemType SymbolicLink (Join-Path $folder access.log) -Target (Join-Path $folder said.log)
    $server
}

# Mounts a file system of its own: exfat, fat32, or a tmpfs of 2 MB. Only root may.
function New-Volume([string] $Kind) {
    if (-not ($isRoot -and $IsLinux)) {
        throw 'this takes root on Linux'
    }

    $folder = New-OpenFolder
    $image = Join-Path $folder image
    $path = (New-Item -ItemType Directory (Join-Path $folder volume)).FullName
    $loop = $null
    $said = switch ($Kind) {
        exfat {
            truncate -s 64M $image
            mkfs.exfat $image
            $loop = losetup -f --show $image
            mount.exfat-fuse $loop $path 2>&1
        }
        fat32 {
            truncate -s 64M $image
            mkfs.fat -F 32 $image
            mount -o loop $image $path 2>&1
            if ($LASTEXITCODE -ne 0) {
                fusefat -o rw+ $image $path 2>&1
            }
        }
        tmpfs { mount -t tmpfs -o size=2m tmpfs $path 2>&1 }
    }
    $volume = [pscustomobject]@{ Path = $path; Folder = $folder; Loop = $loop }
    if ($LASTEXITCODE -ne 0) {
        Close-Volume $volume
        throw "$said"
    }

    $volume
}

function Close-Volume([object] $Volume) {
    if ((Get-Content /proc/mounts) -match " $([regex]::Escape($Volume.Path)) ") {
        umount $Volume.Path
    }

    if ($Volume.Loop) {
        losetup -d $Volume.Loop
    }

    Remove-Item -Recurse -Force $Volume.Folder
}

# Whether a program can be run behind a wire here.
function Test-Wire {
    if (-not ($isRoot -and $IsLinux -and (Test-Program ip))) {
        return $false
    }

    $said = dotnet $WirePath -- true 2>&1
    if ($LASTEXITCODE -ne 0) {
        Write-Warning "No network namespaces here: $said"
    }

    $LASTEXITCODE -eq 0
}

# Returns the matching lines of a request log.
function Get-Seen([object] $Server, [string] $Pattern = '.') {
    $log = Join-Path $Server.Folder access.log
    (Test-Path $log) ? @((Get-Content $log) -match $Pattern) : @()
}

# Starts a sync in the background, so that the test can disturb the servers meanwhile.
function Start-Sync([string] $Folder) {
    Start-ThreadJob {
        $ProgressPreference = 'SilentlyContinue'
        Import-Module $using:ModulePath
        $faults = @()
        $result = $null
        try { $result = Sync-WcRecordingArchive $using:Folder -ErrorVariable faults -ErrorAction SilentlyContinue -WarningAction SilentlyContinue }
        catch { $faults = @($_) }
        [pscustomobject]@{ Result = $result; Faults = @($faults) }
    }
}

# Returns the result of such a sync, and its errors.
function Receive-Sync([object] $Job) {
    $Job | Receive-Job -Wait -AutoRemoveJob
}

# Fails unless an archive has every recording of the service that has audio, byte for byte, and nothing else.
function Assert-Whole([string] $Folder, [object] $Emulator, [int] $Recordings) {
    $test = Test-WcRecordingArchive $Folder
    $test.IsValid | Should -BeTrue -Because ($test | Format-List | Out-String)
    $entries = @(Get-WcArchivedRecording $Folder)
    $entries | Where-Object Status -NotIn Saved, Resumed, Missing | Should -BeNullOrEmpty
    $saved = @{}
    $entries | Where-Object Status -In Saved, Resumed | ForEach-Object { $saved[$_.Id] = (Get-FileHash $_.Path).Hash }
    $expected = @{}
    0..($Recordings - 1) | ForEach-Object { Get-EmulatorRecording $Emulator $_ } | Where-Object { $_.audioSha256 } |
        ForEach-Object { $expected[$_.id] = $_.audioSha256.ToUpperInvariant() }
    $saved.Count | Should -BeGreaterThan 0
    $wrong = $saved.Keys | Where-Object { $saved[$_] -ne $expected[$_] }
    $wrong | Should -BeNullOrEmpty
}

Export-ModuleMember -Function * -Variable WirePath
