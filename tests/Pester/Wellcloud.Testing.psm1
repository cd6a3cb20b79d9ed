# What every test file needs: the built module, and an emulator of its own.

Set-StrictMode -Version 3.0

$root = Split-Path (Split-Path $PSScriptRoot)
$ModulePath = Join-Path $root 'out' 'Wellcloud.Recordings' 'Wellcloud.Recordings.psd1'
$emulatorPath = Join-Path $root 'src' 'Wellcloud.Emulator' 'bin' 'Release' 'net10.0' 'Wellcloud.Emulator.dll'
$patience = 10000

# Less than the 100 seconds after which the module itself gives up a stalled response: what a test has to stop must end before that.
$idlePatience = 90

# Below the ports that systems give to connections: 32768 and up, or 49152 and up. Another run begins elsewhere.
$lastPort = Get-Random -Minimum 10000 -Maximum 30000

# The program and the first arguments that start a shell like this one. Where PowerShell is a dotnet tool, the process is dotnet, and pwsh.dll is its first argument.
$ShellCommand = @(
    [Environment]::ProcessPath
    if ([IO.Path]::GetFileNameWithoutExtension([Environment]::ProcessPath) -eq 'dotnet') { Join-Path $PSHOME pwsh.dll }
    '-NoProfile'
    '-NonInteractive'
)

<#
.SYNOPSIS
    Starts an emulator in a process of its own, which ends with this one at the latest.
.PARAMETER Options
    What its command line takes: see src/Wellcloud.Emulator/README.md.
.OUTPUTS
    BaseUri, TokenUri, SecureBaseUri, SecondOriginUri, ProxyUri, Token, AppId, Pid and Process.
#>
function Start-Emulator {
    [Diagnostics.CodeAnalysis.SuppressMessage('PSUseShouldProcessForStateChangingFunctions', '')]
    [CmdletBinding()]
    param(
        [Parameter(ValueFromRemainingArguments)]
        [string[]] $Options = @()
    )

    $start = [Diagnostics.ProcessStartInfo]@{ FileName = 'dotnet'; RedirectStandardInput = $true; RedirectStandardOutput = $true }
    foreach ($argument in @($emulatorPath, '--exit-with-stdin') + $Options) {
        $start.ArgumentList.Add($argument)
    }

    $process = [Diagnostics.Process]::Start($start)
    $ready = $process.StandardOutput.ReadLine()
    if (-not $ready) {
        throw "The emulator did not start: $emulatorPath"
    }

    $ready | ConvertFrom-Json | Add-Member -NotePropertyName Process -NotePropertyValue $process -PassThru
}

# Stops an emulator by ending its standard input.
function Stop-Emulator {
    [Diagnostics.CodeAnalysis.SuppressMessage('PSUseShouldProcessForStateChangingFunctions', '')]
    [CmdletBinding()]
    param([Parameter(Mandatory, Position = 0)] [object] $Emulator)

    $Emulator.Process.StandardInput.Close()
    if (-not $Emulator.Process.WaitForExit($patience)) {
        $Emulator.Process.Kill()
    }

    $Emulator.Process.Dispose()
}

# Connects the default session to an emulator.
function Connect-Emulator {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, Position = 0)] [object] $Emulator,
        [int] $MaximumRetryCount = 1,
        [switch] $PassThru
    )

    Connect-Wellcloud -BaseUri $Emulator.BaseUri -Token $Emulator.Token -MaximumRetryCount $MaximumRetryCount -PassThru:$PassThru
}

# Adds a fault rule, such as @{ kind = 'CutBody'; endpoint = 'Audio'; times = 1 }, or several.
function Add-Fault {
    [CmdletBinding()]
    param([Parameter(Mandatory, Position = 0)] [object] $Emulator, [Parameter(Mandatory, Position = 1)] [hashtable[]] $Rule)

    Invoke-Admin $Emulator POST faults (ConvertTo-Json -InputObject $Rule -Depth 5)
}

# Removes all fault rules, and forgets the requests so far.
function Clear-Fault {
    [CmdletBinding()]
    param([Parameter(Mandatory, Position = 0)] [object] $Emulator)

    Invoke-Admin $Emulator DELETE faults
    Invoke-Admin $Emulator DELETE requests
}

# Returns the requests so far, as soon as none is being answered.
function Get-EmulatorRequest {
    [CmdletBinding()]
    param([Parameter(Mandatory, Position = 0)] [object] $Emulator, [string] $Endpoint)

    $requests = (Invoke-Admin $Emulator GET 'requests?idle' -TimeoutSec $idlePatience).requests
    $requests | Where-Object { -not $Endpoint -or $_.endpoint -eq $Endpoint }
}

# Waits until no request is being answered.
function Wait-EmulatorIdle {
    [CmdletBinding()]
    param([Parameter(Mandatory, Position = 0)] [object] $Emulator)

    $null = Get-EmulatorRequest $Emulator
}

# Waits until bodies have stalled.
function Wait-EmulatorStall {
    [CmdletBinding()]
    param([Parameter(Mandatory, Position = 0)] [object] $Emulator, [int] $Count = 1)

    $null = Invoke-Admin $Emulator GET "stalls?count=$Count"
}

# Returns a recording of the emulator, with audioLength and audioSha256.
function Get-EmulatorRecording {
    [CmdletBinding()]
    param([Parameter(Mandatory, Position = 0)] [object] $Emulator, [Parameter(Mandatory, Position = 1)] [int] $Index)

    Invoke-Admin $Emulator GET "recordings/$Index"
}

# Makes every issued token invalid.
function Revoke-EmulatorToken {
    [CmdletBinding()]
    param([Parameter(Mandatory, Position = 0)] [object] $Emulator)

    Invoke-Admin $Emulator POST tokens/expire
}

# Returns a free port of loopback, each time a different one. The system gives these ports to nobody who does not name them, so a port stays
# free until a server listens there, and while that server is down.
function Get-FreePort {
    while ($true) {
        $script:lastPort++
        $listener = [Net.Sockets.TcpListener]::new([ipaddress]::Loopback, $script:lastPort)
        try {
            $listener.Start()
            return $script:lastPort
        }
        catch [Net.Sockets.SocketException] {
            Write-Debug "Port $script:lastPort is in use."
        }
        finally {
            $listener.Stop()
        }
    }
}

function Invoke-Admin([object] $Emulator, [string] $Method, [string] $Page, [string] $Body, [int] $TimeoutSec) {
    $content = $Body ? @{ Body = $Body; ContentType = 'application/json' } : @{}
    Invoke-RestMethod -Uri ([uri]::new([uri]$Emulator.BaseUri, "/_emulator/$Page")) -Method $Method -NoProxy -TimeoutSec $TimeoutSec @content
}

# Runs a command, or a script with its arguments, in a shell of its own, and returns its standard output.
function Invoke-Shell {
    [CmdletBinding(DefaultParameterSetName = 'Command')]
    param(
        [Parameter(Mandatory, Position = 0, ParameterSetName = 'Command')] [string] $Command,
        [Parameter(Mandatory, ParameterSetName = 'File')] [string] $File,
        [Parameter(ParameterSetName = 'File')] [string[]] $ArgumentList = @()
    )

    $program, $arguments = $ShellCommand
    $arguments += $File ? @('-File', $File) + $ArgumentList : @('-Command', $Command)

    # Programs write in the code page of a Windows console, and few of those have Chinese.
    $before = [Console]::OutputEncoding
    if ($IsWindows) {
        [Console]::OutputEncoding = [Text.UTF8Encoding]::new()
    }

    try {
        & $program @arguments
    }
    finally {
        if ($IsWindows) {
            [Console]::OutputEncoding = $before
        }
    }
}

# Runs a script in a shell that obeys file permissions, which root does not, with a copy of the module that every account may read.
function Invoke-Nobody([string] $Script) {
    $folder = New-Item -ItemType Directory (Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid()))
    Copy-Item -Recurse (Split-Path $ModulePath) $folder
    chmod -R a+rwX $folder
    $account = (id -u) -eq 0 ? @('setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups') : @()
    $program, $arguments = $account + 'env' + "HOME=$folder" + $ShellCommand + '-Command' + "Import-Module '$folder/Wellcloud.Recordings'; $Script"
    try {
        & $program @arguments
    }
    finally {
        Remove-Item -Recurse -Force $folder
    }
}

# Whether Invoke-Nobody works on this machine.
function Test-Nobody {
    try { (Invoke-Nobody "'here'" 2>&1) -contains 'here' }
    catch [Management.Automation.CommandNotFoundException] { $false }
}

# Returns the errors that a command writes, or the error that ends it.
function Get-Fault {
    [CmdletBinding()]
    param([Parameter(Mandatory, Position = 0)] [scriptblock] $Command)

    try {
        & $Command 2>&1 | Where-Object { $_ -is [Management.Automation.ErrorRecord] }
    }
    catch {
        $_
    }
}

Export-ModuleMember -Function *-Emulator*, *-Fault, *-Nobody, Get-FreePort, Invoke-Shell -Variable ModulePath, ShellCommand
