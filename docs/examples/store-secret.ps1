<#
.SYNOPSIS
Stores the appId and appSecret for the nightly job in a vault, once.

.DESCRIPTION
Run it as the account that runs the job: a vault belongs to its account. It needs the modules Microsoft.PowerShell.SecretManagement and
Microsoft.PowerShell.SecretStore: Install-PSResource Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore.

A new SecretStore vault asks for a password, which a job cannot type. Let the account's own login protect the vault instead:
Set-SecretStoreConfiguration -Authentication None -Interaction None.

.EXAMPLE
pwsh -NoProfile -File store-secret.ps1 -Vault Operations -SecretName Wellcloud
#>
[CmdletBinding()]
param(
    [string] $Vault = 'Operations',
    [string] $SecretName = 'Wellcloud',

    # The appId as the user name, the appSecret as the password. If omitted, the script asks for both.
    [pscredential] $Credential = (Get-Credential -Message 'appId and appSecret')
)

$ErrorActionPreference = 'Stop'
Import-Module Wellcloud.Recordings

if (-not (Get-SecretVault -Name $Vault -ErrorAction Ignore)) {
    Register-SecretVault -Name $Vault -ModuleName Microsoft.PowerShell.SecretStore
}

Set-Secret -Vault $Vault -Name $SecretName -Secret $Credential

# The proof: log in with what the vault returns, and list one recording.
Connect-Wellcloud -Credential (Get-Secret -Vault $Vault -Name $SecretName)
$null = Get-WcRecording -First 1
Disconnect-Wellcloud
Write-Output "The secret '$SecretName' in the vault '$Vault' works."
