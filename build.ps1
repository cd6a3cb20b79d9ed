#Requires -Version 7.4

<#
.SYNOPSIS
    Builds, shows, tests and measures Wellcloud.Recordings. What is built is described in build.proj.
.PARAMETER Task
    Build: make the module, out/Wellcloud.Recordings.
    Demo: do the main job against the bundled emulator; the files go to out/demo.
    Test: xUnit, and Pester where version 5.5 or later is installed (WELLCLOUD_REQUIRE_PWSH=1 makes its absence an error).
    Bench: this module beside its peers (-Full: a million rows). Soak: the long run. Clean: remove what was built.
.PARAMETER Options
    Handed on to Bench and Soak.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)]
    [ValidateSet('Build', 'Demo', 'Test', 'Bench', 'Soak', 'Clean')]
    [string] $Task,

    [Parameter(ValueFromRemainingArguments)]
    [string[]] $Options = @()
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
$env:DOTNET_NOLOGO = '1'
$env:MSBUILDDISABLENODEREUSE = '1'

$results = Join-Path $PSScriptRoot 'out' 'test-results'
$shell = (Get-Process -Id $PID).Path

function Invoke-Build([string] $Target) {
    dotnet msbuild build.proj -restore "-t:$Target" -m -v:q -nologo | Out-Host
    if ($LASTEXITCODE -ne 0) {
        throw "The build failed ($Target)."
    }
}

# The tests of the engine and of the emulator, all assemblies in one run.
function Invoke-XUnit {
    $assemblies = Get-Content -LiteralPath 'out/test-assemblies.txt'
    dotnet test @assemblies --results-directory $results --logger 'trx;LogFileName=xunit.trx' --nologo '--' RunConfiguration.MaxCpuCount=0 | Out-Host
    $crashed = $LASTEXITCODE -ne 0
    $summary = Join-Path $results 'xunit.trx'
    $counters = (Test-Path -LiteralPath $summary) ? ([xml](Get-Content -LiteralPath $summary -Raw)).TestRun.ResultSummary.Counters : $null
    [pscustomobject]@{
        Passed = $counters ? [int]$counters.passed : 0
        Failed = [Math]::Max($counters ? [int]$counters.failed : 0, [int]$crashed)
    }
}

# The tests of the module, in a shell of their own: an assembly, once loaded, is there to stay.
function Invoke-PesterSuite {
    if (-not (Get-Module -ListAvailable -Name Pester | Where-Object Version -GE '5.5')) {
        Write-Host 'The Pester suite was not run: Pester 5.5 or later is not installed (Install-Module Pester -Scope CurrentUser).'
        return [pscustomobject]@{ Passed = 0; Failed = [int]($env:WELLCLOUD_REQUIRE_PWSH -eq '1') }
    }

    $summary = Join-Path $results 'pester.json'
    & $shell -NoProfile -NonInteractive -File 'tests/Pester/Invoke-Suite.ps1' -SummaryPath $summary | Out-Host
    (Test-Path -LiteralPath $summary) ? (Get-Content -LiteralPath $summary -Raw | ConvertFrom-Json) : [pscustomobject]@{ Passed = 0; Failed = 1 }
}

function Invoke-Test {
    $parts = @()
    Remove-Item -LiteralPath $results -Recurse -Force -ErrorAction Ignore
    $null = New-Item -ItemType Directory -Path $results -Force
    try {
        Invoke-Build BuildTests
        $parts += Invoke-XUnit
        $parts += Invoke-PesterSuite
    }
    catch {
        Write-Host $_
        $parts += [pscustomobject]@{ Passed = 0; Failed = 1 }
    }

    $passed, $failed = ($parts | Measure-Object Passed -Sum).Sum, ($parts | Measure-Object Failed -Sum).Sum
    Write-Host "$passed passed, $failed failed"
    exit [int]($failed -gt 0)
}

# Scripts that are runs of their own: in a shell of their own, with its exit code.
function Invoke-Script([string] $Path) {
    if (-not (Test-Path -LiteralPath $Path)) {
        throw "There is no $Path."
    }

    & $shell -NoProfile -NonInteractive -File $Path
    exit $LASTEXITCODE
}

# A program of the project, with its options and its exit code.
function Invoke-Program([string] $Project) {
    dotnet "$Project/bin/Release/net10.0/$(Split-Path $Project -Leaf).dll" @Options | Out-Host
    exit $LASTEXITCODE
}

if (-not (Get-Command dotnet -ErrorAction Ignore)) {
    throw 'There is no dotnet in the PATH: install the .NET 10 SDK from https://dot.net'
}

Push-Location -LiteralPath $PSScriptRoot
try {
    switch ($Task) {
        'Build' { Invoke-Build Build }
        'Demo' { Invoke-Build BuildDemo; Invoke-Script 'docs/examples/demo.ps1' }
        'Test' { Invoke-Test }
        'Bench' { Invoke-Build BuildBench; Invoke-Program 'tests/bench/Wellcloud.Bench' }
        'Soak' { Invoke-Build BuildSoak; Invoke-Program 'tests/Wellcloud.Soak' }
        'Clean' { Invoke-Build Clean }
    }
}
finally {
    Pop-Location
}
