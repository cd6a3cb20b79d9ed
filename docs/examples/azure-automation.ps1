<#
.SYNOPSIS
An Azure Automation runbook that brings an archive up to date, and fails visibly.

.DESCRIPTION
Set it up once:
1. ./build.sh Pack makes out/packages/Wellcloud.Recordings.zip.
2. In the Automation account, create a runtime environment for PowerShell 7.4, and add the zip to it as a package.
3. Create a credential asset named Wellcloud: the appId as the user name, the appSecret as the password.
4. Create a PowerShell runbook in this runtime environment from this file, and link it to a schedule.

A sandbox in the cloud keeps no files, so run it on a Hybrid Runbook Worker that reaches the folder of the archive. A worker uses
the modules of its own machine: unpack the zip into a folder of its $env:PSModulePath.

.EXAMPLE
Start-AzAutomationRunbook -Name wellcloud-archive -RunOn archive-workers -Parameters @{ Path = '\\files\recordings' } -ResourceGroupName rg -AutomationAccountName account
#>
[CmdletBinding()]
param(
    # The folder of the archive.
    [Parameter(Mandatory)] [string] $Path,

    # The name of the credential asset.
    [string] $AssetName = 'Wellcloud',

    # The address of the service, if it is not the vendor's default.
    [string] $BaseUri,

    # How many days to look back.
    [ValidateRange(1, 3650)] [int] $Days = 3
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module Wellcloud.Recordings

$login = @{ Credential = Get-AutomationPSCredential -Name $AssetName }
if ($BaseUri) { $login.BaseUri = $BaseUri }
Connect-Wellcloud @login

# A failed recording writes an error and counts as failed. The next run tries it again.
$result = Sync-WcRecordingArchive -Path $Path -After "-${Days}d" -ErrorAction Continue
$result | Format-List | Out-String | Write-Output
Disconnect-Wellcloud

# A runbook fails only if it throws.
if ($result.Failed) { throw "$($result.Failed) recordings failed. The next run tries them again." }
