#Requires -Version 7.4

<#
.SYNOPSIS
    Makes what people get from the module in out/Wellcloud.Recordings: a package for galleries and folder repositories, and a zip.
#>
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

# PowerShell 7.4 has no Compress-PSResource of its own; the PowerShell of the tool manifest has.
if (-not (Get-Command Compress-PSResource -ErrorAction Ignore)) {
    dotnet tool restore | Out-Null
    dotnet tool run pwsh -- -NoProfile -NonInteractive -ExecutionPolicy Bypass -File $PSCommandPath
    exit $LASTEXITCODE
}

$out = Join-Path (Split-Path $PSScriptRoot) out
$module = Join-Path $out Wellcloud.Recordings
$packages = Join-Path $out packages
Remove-Item -LiteralPath $packages -Recurse -Force -ErrorAction Ignore
$null = New-Item -ItemType Directory -Path $packages
Compress-PSResource -Path $module -DestinationPath $packages

# Azure Automation wants the zip, its folder and the manifest to have one name.
Compress-Archive -LiteralPath $module -DestinationPath (Join-Path $packages Wellcloud.Recordings.zip)
Get-ChildItem -LiteralPath $packages | ForEach-Object { Write-Host "out/packages/$($_.Name)" }
