#Requires -Version 5.1

<#
.SYNOPSIS
    Builds, installs, shows, tests and measures Wellcloud.Recordings.
.DESCRIPTION
    Does a task of build.proj, which says what there is to do: ./build.ps1 Help.
.PARAMETER Task
    Build, Install, Pack, Emulator, Demo, Test, Bench, BenchCatalog, Soak, Fuzz, Clean, or Help for the whole list.
.PARAMETER Options
    What the task takes, such as -Scope AllUsers for Install.
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [string] $Task = 'Help',

    [Parameter(ValueFromRemainingArguments)]
    [string[]] $Options = @()
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
foreach ($name in 'DOTNET_CLI_TELEMETRY_OPTOUT', 'DOTNET_NOLOGO', 'MSBUILDDISABLENODEREUSE', 'POWERSHELL_TELEMETRY_OPTOUT') {
    Set-Item "env:$name" 1
}

if (-not (Get-Command dotnet -ErrorAction Ignore)) {
    throw 'There is no dotnet in the PATH: install the .NET 10 SDK from https://dot.net'
}

Push-Location -LiteralPath $PSScriptRoot
try {
    $env:BUILD_TASK = $Task
    $env:BUILD_OPTIONS = "$Options"
    dotnet msbuild build.proj -restore -t:Run -m -v:q -nologo | Out-Host
    if ($LASTEXITCODE -ne 0) {
        if ($Task -eq 'Test') {
            Write-Host '0 passed, 1 failed'
        }

        exit 1
    }

    if (Test-Path -LiteralPath "out/run/$Task.txt") {
        Get-Content -LiteralPath "out/run/$Task.txt" -Encoding UTF8 | Out-Host
    }

    if (Test-Path -LiteralPath "out/run/$Task.run") {
        $program, $words = (Get-Content -LiteralPath "out/run/$Task.run") -split ' '
        & $program @words @Options
        exit $LASTEXITCODE
    }
}
finally {
    Pop-Location
    Remove-Item env:BUILD_TASK, env:BUILD_OPTIONS -ErrorAction Ignore
}
