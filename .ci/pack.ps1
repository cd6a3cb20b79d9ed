#Requires -Version 7.4

<#
.SYNOPSIS
    Makes what people get from the module in out/Wellcloud.Recordings: a package for galleries and folder repositories, and a zip.
#>
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

if (-not (Get-Command Compress-PSResource -ErrorAction Ignore)) {
    throw 'Pack needs Compress-PSResource, which comes with PowerShell 7.5. In 7.4, get it first: Install-PSResource Microsoft.PowerShell.PSResourceGet'
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
