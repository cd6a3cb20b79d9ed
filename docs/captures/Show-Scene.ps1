#Requires -Version 7.4

<#
.SYNOPSIS
    Runs the lines of a scene one after another, as if they were typed. Capture-Terminal.ps1 calls it.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)] [string] $Scene,
    [Parameter(Mandatory, Position = 1)] [string] $Culture
)

[cultureinfo]::CurrentCulture = [cultureinfo]::CurrentUICulture = $Culture
Import-Module (Join-Path (Split-Path (Split-Path $PSScriptRoot)) tests Pester Wellcloud.Testing.psm1)
Import-Module $ModulePath

$emulator = Start-Emulator --recordings 700 --audio-bytes 40000
$folder = New-Item -ItemType Directory (Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid()))
Push-Location $folder
try {
    foreach ($line in Get-Content (Join-Path $PSScriptRoot scenes "$Scene.ps1")) {
        if ($line.StartsWith('#')) {
            continue
        }

        # Lines that set a scene up are not shown.
        $isShown = -not $line.EndsWith('# hidden')
        if ($isShown) {
            "PS> $line" | Out-Host
        }

        # A script block made from text has no file name, so errors look as they do at a prompt.
        try {
            . ([scriptblock]::Create($line)) | Out-Host
        }
        catch {
            $_ | Out-Host
        }
    }
}
finally {
    Pop-Location
    Stop-Emulator $emulator
    $ProgressPreference = 'Ignore'
    Remove-Item -Recurse -Force $folder
}
