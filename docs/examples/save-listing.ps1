<#
.SYNOPSIS
Saves the list of all recordings once, for the workers of nightly-archive.ps1 -ListingPath.

.DESCRIPTION
The first step of a run on several machines. It logs in from WELLCLOUD_APP_ID and WELLCLOUD_APP_SECRET, or from WELLCLOUD_TOKEN.

Exit codes: 0 the list is saved, 2 it is not saved, and the list of an earlier run is still there.

.EXAMPLE
pwsh -NoProfile -File save-listing.ps1 -OutFile /shared/list.json.gz
#>
[CmdletBinding()]
param(
    # The file. A name that ends with .gz means a compressed file.
    [Parameter(Mandatory)] [string] $OutFile
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

try {
    Import-Module Wellcloud.Recordings
    Connect-Wellcloud
    $file = Save-WcRecordingListing -OutFile $OutFile -Force
    Write-Output "$($file.FullName): $($file.Length) bytes"
    exit 0
}
catch {
    Write-Output "The list is not saved: $_"
    if ($_.ErrorDetails) { Write-Output $_.ErrorDetails.RecommendedAction }
    exit 2
}
