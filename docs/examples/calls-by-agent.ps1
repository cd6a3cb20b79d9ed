<#
.SYNOPSIS
A report of calls by agent and day, as CSV.

.DESCRIPTION
With -Archive it reads the ledgers of an archive and needs no network; else it asks the service.

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

# With the mark that Excel needs to read Chinese names; Windows PowerShell writes it by itself.
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
