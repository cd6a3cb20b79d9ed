#Requires -Version 7.4

<#
.SYNOPSIS
    Runs the Pester suite on the built module (out/Wellcloud.Recordings).
.PARAMETER Path
    Test files; all of them by default, without the tests that take minutes (tag Long).
.PARAMETER SummaryPath
    Where to write how many tests passed, failed and were skipped, as JSON.
#>
[CmdletBinding()]
param(
    [string[]] $Path = @($PSScriptRoot, (Join-Path (Split-Path $PSScriptRoot) real)),
    [string] $SummaryPath
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

# The tests compare messages, so they run in one language and without the settings of this shell.
[cultureinfo]::DefaultThreadCurrentUICulture = [cultureinfo]::CurrentUICulture = 'en-US'
Get-ChildItem env:WELLCLOUD_* -Exclude WELLCLOUD_REQUIRE_PWSH | Remove-Item

# The version that the project pins, which ./build.sh Test installs; until then, any installed version.
$pinned = Join-Path (Split-Path $PSScriptRoot) 'Wellcloud.TestRun' 'bin' 'Release' 'net10.0' 'Pester' 'Pester.psd1'
if (Test-Path -LiteralPath $pinned) {
    Import-Module $pinned
}
else {
    Import-Module Pester -MinimumVersion 5.5
}

$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
if (-not $PSBoundParameters.ContainsKey('Path')) {
    $configuration.Filter.ExcludeTag = 'Long'
}

$configuration.Output.Verbosity = 'Normal'
$configuration.Output.CIFormat = 'None'
if ($env:CI) {
    $PSStyle.OutputRendering = 'PlainText'
    $configuration.Output.RenderMode = 'Plaintext'
}

$run = Invoke-Pester -Configuration $configuration
$run.Skipped | ForEach-Object { Write-Host "Skipped: $($_.ExpandedPath) $($_.ErrorRecord)" }
$failed = $run.FailedCount + $run.FailedBlocksCount + $run.FailedContainersCount
if ($SummaryPath) {
    @{ Passed = $run.PassedCount; Failed = $failed; Skipped = $run.SkippedCount } | ConvertTo-Json | Set-Content -LiteralPath $SummaryPath
}

exit [int]($failed -gt 0)
