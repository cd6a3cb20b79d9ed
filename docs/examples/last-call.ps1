<#
.SYNOPSIS
Saves the recordings of a call that has just ended, for example from a CRM.

.DESCRIPTION
The service has the recordings a few seconds after the call ends, so the script waits for them. It returns the paths of the files.

.EXAMPLE
pwsh -NoProfile -File last-call.ps1 -CallId c19e9298-fb83-445f-8206-19b59ea7e337 -Destination \\files\calls
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $CallId,
    [Parameter(Mandatory)] [string] $Destination,
    [int] $WaitSec = 30
)

$ErrorActionPreference = 'Stop'
Import-Module Wellcloud.Recordings
Connect-Wellcloud
Get-WcCallRecording -CallId $CallId -WaitSec $WaitSec |
    Save-WcRecordingAudio -Destination $Destination -NameTemplate '{CallId}/{StartTime:HHmmss}_{Id}' -PassThru |
    ForEach-Object Path
