<#
.SYNOPSIS
Writes a CSV report of recorded calls by agent and day.

.DESCRIPTION
With -Archive the script reads the ledger of an archive and needs no network. Otherwise it lists the recordings of the service.

.EXAMPLE
pwsh -NoProfile -File calls-by-agent.ps1 -After 2026-11-01 -OutFile november.csv
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $OutFile,
    [string] $After,
    [string] $Before,
    [string] $Archive
)

$ErrorActionPreference = 'Stop'
Import-Module Wellcloud.Recordings

# Excel needs a byte order mark to read Chinese names. In Windows PowerShell, utf8 includes it.
$encoding = if ($PSEdition -eq 'Core') { 'utf8BOM' } else { 'utf8' }
$range = @{}
if ($After) { $range.After = $After }
if ($Before) { $range.Before = $Before }

$recordings = if ($Archive) {
    Get-WcArchivedRecording -Path $Archive @range | ForEach-Object Recording
}
else {
    Connect-Wellcloud
    Get-WcRecording @range
}

$recordings |
    Group-Object -Property AgentName, Date |
    ForEach-Object {
        $lengths = $_.Group | Measure-Object -Property CallLength -Sum -Average
        [pscustomobject]@{
            Agent   = $_.Group[0].AgentName
            Date    = $_.Group[0].Date
            Calls   = $_.Count
            Minutes = [math]::Round($lengths.Sum / 60, 1)
            Average = [timespan]::FromSeconds([math]::Round($lengths.Average)).ToString()
        }
    } |
    Sort-Object -Property Date, Agent |
    Export-Csv -LiteralPath $OutFile -NoTypeInformation -Encoding $encoding
