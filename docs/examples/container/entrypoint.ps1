<#
.SYNOPSIS
Gives cron's jobs the container's WELLCLOUD_ variables and runs cron in the foreground.
#>
[CmdletBinding()]
param(
    # The file that the jobs read; only root can.
    [string] $EnvironmentFile = '/run/wellcloud.env',

    # What runs then; nothing when empty.
    [string[]] $Command = @('cron', '-f')
)

$lines = Get-ChildItem Env:WELLCLOUD_* | ForEach-Object {
    "export {0}='{1}'" -f $_.Name, $_.Value.Replace("'", "'\''")
}
New-Item -ItemType File -Path $EnvironmentFile -Force | Out-Null
chmod 600 $EnvironmentFile
Set-Content -LiteralPath $EnvironmentFile -Value $lines
if ($Command) {
    $program, $arguments = $Command
    & $program @arguments
    exit $LASTEXITCODE
}
