<#
.SYNOPSIS
Brings the archive of recordings up to date, proves it, and says with its exit code how that went.

.DESCRIPTION
For a scheduler: Task Scheduler, cron, a Kubernetes job, an Azure Automation runbook on a hybrid worker. The secrets come from a
SecretManagement vault when one is named, else from the environment (WELLCLOUD_APP_ID and WELLCLOUD_APP_SECRET, or WELLCLOUD_TOKEN).

Exit codes: 0 all is archived, 1 some recordings failed and the next run will try them again, 2 the run ended early,
3 the archive does not verify. Azure Automation looks at errors and not at exit codes: there anything but 0 fails the job.

.EXAMPLE
pwsh -NoProfile -File nightly-archive.ps1 -Path D:\Recordings -Vault Operations -SecretName Wellcloud
#>
[CmdletBinding()]
param(
    # The folder of the archive.
    [Parameter(Mandatory)] [string] $Path,

    # The vault, and the secret in it: a PSCredential of appId and appSecret.
    [string] $Vault,
    [string] $SecretName = 'Wellcloud',

    # How many days to look back; 0 is everything.
    [ValidateRange(0, 36500)] [int] $Days = 3,

    # Part k of n, when several machines share the work. Such a run does not verify the archive: the others are still writing to it.
    [string] $Shard,

    # Reads every file of the archive to verify it, where the size is enough for a night: for the weekend, say.
    [switch] $Thorough,

    # Where the ledger heads are kept, on another machine than the archive: a rewritten ledger shows only against them.
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
    if ($Days) { $work.After = [DateTimeOffset]::Now.AddDays(-$Days) }
    if ($Shard) { $work.Shard = $Shard }

    # One failed recording is an error of that recording: it is told, counted and tried again by the next run.
    $result = Sync-WcRecordingArchive @work -ErrorAction Continue
    $result | Format-List | Out-String | Write-Output
    $code = [int]($result.Failed -gt 0)
    if ($HeadsFile) {
        '{0:u} {1} {2}' -f [DateTimeOffset]::UtcNow, $result.LedgerHead, $Path | Add-Content -LiteralPath $HeadsFile
    }

    if (-not $Shard -and -not (Test-WcRecordingArchive -Path $Path -SizeOnly:(-not $Thorough) -Quiet)) {
        Write-Output "The archive does not verify: run Test-WcRecordingArchive -Path '$Path'."
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
