<#
.SYNOPSIS
Proves that the workers of one run have archived the whole list: each recording once, and every file as it was saved.

.DESCRIPTION
The last step of a run on several machines. It sends no request. It checks that there is one result for each shard and none is older than
the list, that the results add up to the list, that no recording failed, and that the archive is valid and continues each worker's ledger.
The ids of the list are kept in memory, about 150 bytes for each recording.

Exit codes: 0 everything is proved, 1 some recordings failed and the next run requests them again, 2 a worker or the list is missing or the
sums differ, 3 the archive is not valid.

.EXAMPLE
pwsh -NoProfile -File prove-shards.ps1 -Path /shared/archive -ListingPath /shared/list.json.gz -ResultFolder /shared/results -Shards 8
#>
[CmdletBinding()]
param(
    # The folder of the archive.
    [Parameter(Mandatory)] [string] $Path,

    # The list that the workers read.
    [Parameter(Mandatory)] [string] $ListingPath,

    # The folder with the results of the workers, and with nothing else.
    [Parameter(Mandatory)] [string] $ResultFolder,

    # The number of workers.
    [Parameter(Mandatory)] [ValidateRange(1, 100000)] [int] $Shards,

    # Verifies the hash of every file instead of its size.
    [switch] $Thorough
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

try {
    Import-Module Wellcloud.Recordings
    $list = Get-Item -LiteralPath $ListingPath
    $files = @(Get-ChildItem -LiteralPath $ResultFolder -Filter *.json | Where-Object LastWriteTimeUtc -GE $list.LastWriteTimeUtc)
    $results = @($files | ForEach-Object { Get-Content -LiteralPath $_.FullName -Raw | ConvertFrom-Json })

    # 0/8 and 8/8 are the same shard.
    $parts = @($results | ForEach-Object { $part, $of = $_.Shard -split '/'; if ([int]$of -eq $Shards) { [int]$part % $Shards } } | Sort-Object -Unique)
    if ($parts.Count -ne $Shards -or $results.Count -ne $Shards) {
        throw "$($results.Count) results since the list was saved, of $($parts.Count) different shards; expected are $Shards."
    }

    $ids = [System.Collections.Generic.HashSet[string]]::new()
    Get-WcRecording -ListingPath $list.FullName | ForEach-Object { $null = $ids.Add($_.Id) }
    $sums = [ordered]@{ InList = $ids.Count }
    foreach ($name in 'Listed', 'Saved', 'AlreadyPresent', 'Missing', 'NotFound', 'Removed', 'Failed') {
        $sums[$name] = ($results | Measure-Object -Property $name -Sum).Sum
    }

    [pscustomobject]$sums | Format-List | Out-String | Write-Output
    if ($sums.Listed -ne $sums.InList) {
        throw "The workers have decided $($sums.Listed) recordings, and the list has $($sums.InList)."
    }

    $test = Test-WcRecordingArchive -Path $Path -SizeOnly:(-not $Thorough) -LedgerHead $results.LedgerHead
    $test | Format-List | Out-String | Write-Output
    $code = if (-not $test.IsValid) { 3 } elseif ($sums.Failed) { 1 } else { 0 }
}
catch {
    Write-Output "Not proved: $_"
    if ($_.ErrorDetails) { Write-Output $_.ErrorDetails.RecommendedAction }
    $code = 2
}

exit $code
