<#
.SYNOPSIS
Brings an archive of recordings up to date, removes what is too old, verifies the rest, and returns an exit code.

.DESCRIPTION
For Task Scheduler, cron, a Kubernetes job, or an Azure Automation runbook on a hybrid worker. With -Vault the login comes from a
SecretManagement vault, otherwise from WELLCLOUD_APP_ID and WELLCLOUD_APP_SECRET, or from WELLCLOUD_TOKEN.

Exit codes: 0 everything is archived, 1 some recordings failed and the next run tries them again, 2 the run ended early,
3 the archive is not valid. Azure Automation ignores exit codes, so there the script throws an error for any code but 0.

.EXAMPLE
pwsh -NoProfile -File nightly-archive.ps1 -Path D:\Recordings -Vault Operations -SecretName Wellcloud

.EXAMPLE
pwsh -NoProfile -File nightly-archive.ps1 -Path D:\Recordings -KeepDays 1095
#>
[CmdletBinding()]
param(
    # The folder of the archive.
    [Parameter(Mandatory)] [string] $Path,

    # The vault, and the secret in it: a PSCredential of appId and appSecret.
    [string] $Vault,
    [string] $SecretName = 'Wellcloud',

    # How many days to look back; 0 for all recordings.
    [ValidateRange(0, 36500)] [int] $Days = 3,

    # How many days to keep recordings; 0 for ever. Older ones are removed from the archive, and are not downloaded again.
    [ValidateRange(0, 36500)] [int] $KeepDays = 0,

    # Part k/n, if several machines share the work. The run then neither removes recordings nor verifies the archive, because other machines still write to it.
    [string] $Shard,

    # A list that save-listing.ps1 saved, so that several machines request the list only once.
    [string] $ListingPath,

    # A file for the result of this run, for prove-shards.ps1.
    [string] $ResultFile,

    # Verifies the hash of every file instead of its size. This takes longer: use it at the weekend, for example.
    [switch] $Thorough,

    # A file for the ledger heads, on another machine than the archive. Only these heads reveal a rewritten ledger.
    [string] $HeadsFile
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

try {
    Import-Module Wellcloud.Recordings
    if ($Vault) {
        Connect-Wellcloud -Credential (Get-Secret -Vault $Vault -Name $SecretName)
    }
    else {
        Connect-Wellcloud
    }

    $work = @{ Path = $Path }
    if ($KeepDays -and (-not $Days -or $Days -gt $KeepDays)) { $Days = $KeepDays }
    if ($Days) { $work.After = [DateTimeOffset]::Now.AddDays(-$Days) }
    if ($Shard) { $work.Shard = $Shard }
    if ($ListingPath) { $work.ListingPath = $ListingPath }

    # A failed recording writes an error and counts as failed. The next run tries it again.
    $result = Sync-WcRecordingArchive @work -ErrorAction Continue
    $result | Format-List | Out-String | Write-Output
    $code = [int]($result.Failed -gt 0)
    if ($ResultFile) {
        # Renamed when it is complete: nobody reads half a result.
        $null = New-Item -ItemType Directory -Force -Path (Split-Path -Parent $ResultFile)
        $result | Add-Member Shard $Shard -PassThru | Select-Object * | ConvertTo-Json | Set-Content -LiteralPath "$ResultFile.new"
        Move-Item -LiteralPath "$ResultFile.new" -Destination $ResultFile -Force
    }

    if ($HeadsFile) {
        '{0:u} {1} {2}' -f [DateTimeOffset]::UtcNow, $result.LedgerHead, $Path | Add-Content -LiteralPath $HeadsFile
    }

    if ($KeepDays -and -not $Shard) {
        $old = @{ Path = $Path; Before = [DateTimeOffset]::Now.AddDays(-$KeepDays); Reason = "older than $KeepDays days" }
        $removed = @(Remove-WcArchivedRecording @old -Confirm:$false -PassThru -ErrorAction Continue)
        Write-Output "$($removed.Count) recordings older than $KeepDays days are removed."
    }

    # The page in which supervisors listen and mark: catalog.html in the archive.
    if (-not $Shard) { Export-WcRecordingCatalog -Path $Path }

    if (-not $Shard -and -not (Test-WcRecordingArchive -Path $Path -SizeOnly:(-not $Thorough) -Quiet)) {
        Write-Output "The archive is not valid. To list the problems, run Test-WcRecordingArchive -Path '$Path'."
        $code = 3
    }
}
catch {
    Write-Output "The run ended early: $_"
    if ($_.ErrorDetails) { Write-Output $_.ErrorDetails.RecommendedAction }
    $code = 2
}

if ($code -and (Test-Path -LiteralPath Variable:PSPrivateMetadata)) {
    throw "The nightly archive ended with $code."
}

exit $code
