#Requires -Version 7.4

<#
.SYNOPSIS
    Signs the module in out/Wellcloud.Recordings, on Windows, where a certificate is given; else says that it did not.
.NOTES
    SIGNING_CERTIFICATE holds the PFX file as Base64, SIGNING_PASSWORD its password, TIMESTAMP_SERVER the address of a time stamp server.
#>
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

if (-not $env:SIGNING_CERTIFICATE) {
    Write-Host 'The module is not signed: no certificate is given.'
    return
}

$certificate = [Security.Cryptography.X509Certificates.X509Certificate2]::new([Convert]::FromBase64String($env:SIGNING_CERTIFICATE), $env:SIGNING_PASSWORD)
$module = Join-Path (Split-Path $PSScriptRoot) out Wellcloud.Recordings
$how = @{ Certificate = $certificate; HashAlgorithm = 'SHA256' }
if ($env:TIMESTAMP_SERVER) {
    $how.TimestampServer = $env:TIMESTAMP_SERVER
}

# What others made and signed keeps its signature.
Get-ChildItem -LiteralPath $module -Recurse -Include Wellcloud.*.dll, *.psd1, *.ps1xml | ForEach-Object {
    $signature = Set-AuthenticodeSignature -LiteralPath $_.FullName @how
    if ($signature.Status -ne 'Valid') {
        throw "$($_.Name) could not be signed: $($signature.StatusMessage)"
    }
}
