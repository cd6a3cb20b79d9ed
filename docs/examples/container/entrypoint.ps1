<#
.SYNOPSIS
Writes the container's WELLCLOUD_ variables to a file for cron's jobs, and runs cron in the foreground.
#>
[CmdletBinding()]
param(
    # The file that the jobs read. Only root may read it.
    [string] $EnvironmentFile = '/run/wellcloud.env',

    # The command to run afterwards; nothing if empty.
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
