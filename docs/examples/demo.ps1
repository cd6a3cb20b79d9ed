#Requires -Version 7.4

<#
.SYNOPSIS
    A demonstration: connect, list, find a call, save, listen, keep an archive and check it.

.DESCRIPTION
    It runs against the emulator that comes with the module's sources, so it needs neither an account nor a network.
    ./build.sh Demo (on Windows: build.cmd Demo) builds everything and runs it. The exit code is 0 only if all of it happened.

.PARAMETER Folder
    Where the files go: out/demo by default.
#>
[CmdletBinding()]
param([string] $Folder)

Set-StrictMode -Version 3.0

$ErrorActionPreference = 'Stop'
if ([Console]::IsOutputRedirected) {
    $PSStyle.OutputRendering = 'PlainText'
}

$root = Split-Path (Split-Path $PSScriptRoot)
$Folder = $Folder ? $Folder : (Join-Path $root 'out' 'demo')

# Shows a command as it would be typed, then runs it.
function Step([string] $Why, [scriptblock] $Command) {
    Write-Host "`n# $Why" -ForegroundColor DarkGreen
    Write-Host "PS> $($Command.ToString().Trim())" -ForegroundColor Cyan
    & $Command
}

function Assert([bool] $Happened, [string] $What) {
    if (-not $Happened) {
        throw "The demo failed: $What."
    }
}

# How Open-WcRecordingAudio plays in this terminal, a few seconds where the player can be told; nothing where nobody listens.
function Find-Player {
    if ([Console]::IsOutputRedirected) {
        return
    }

    $known = [ordered]@{ mpv = '--no-video', '--really-quiet', '--length=5', '-'; ffplay = '-nodisp', '-autoexit', '-loglevel', 'quiet', '-t', '5', '-' }
    foreach ($name in $known.Keys) {
        if (Get-Command $name -CommandType Application -ErrorAction Ignore) {
            return @{ Player = $name; ArgumentList = $known[$name] }
        }
    }

    if ($IsWindows -or $IsMacOS) {
        @{}
    }
}

$start = [Diagnostics.ProcessStartInfo]@{ FileName = 'dotnet'; RedirectStandardInput = $true; RedirectStandardOutput = $true }
$start.ArgumentList.Add((Join-Path $root 'src' 'Wellcloud.Emulator' 'bin' 'Release' 'net10.0' 'Wellcloud.Emulator.dll'))
foreach ($argument in '--exit-with-stdin', '--recordings', '500', '--days', '30') {
    $start.ArgumentList.Add($argument)
}

$emulator = [Diagnostics.Process]::Start($start)
try {
    $service = $emulator.StandardOutput.ReadLine() | ConvertFrom-Json
    Write-Host "An emulator of the service is listening at $($service.baseUri)"
    Import-Module (Join-Path $root 'out' 'Wellcloud.Recordings' 'Wellcloud.Recordings.psd1') -Force

    Step 'Connect. The session is there for every command that follows.' { Connect-Wellcloud -BaseUri $service.baseUri -Token $service.token }
    Get-WcSession | Out-Host

    $all = Step 'Everything that was recorded.' { Get-WcRecording }
    Write-Host "$($all.Count) recordings."
    Assert ($all.Count -eq 500) "500 recordings were due, $($all.Count) came"

    Step 'Filters work while the list arrives; wildcards are allowed.' { Get-WcRecording -CallDirection Inbound -State Success -MinimumLength 60 -First 6 | Format-Table } | Out-Host

    $call = ($all | Where-Object CallId | Group-Object CallId | Sort-Object Count -Descending)[0]
    $callId = $call.Name
    $ofCall = Step "One call can have several recordings; the service names no agents here. This one: `$callId = '$callId'" { Get-WcCallRecording $callId }
    $ofCall | Format-Table | Out-Host
    Assert (@($ofCall).Count -eq $call.Count) 'the call and the list disagree'

    $saved = Step 'The audio of two dozen, several at once.' { $all | Where-Object State -EQ Success | Select-Object -First 24 | Save-WcRecordingAudio -Destination $Folder/recordings -Force -PassThru }
    $saved | Select-Object -First 6 | Format-Table | Out-Host
    Write-Host "The first 6 of $($saved.Count)."
    $bytes = ($saved | Measure-Object Bytes -Sum).Sum
    Assert ($saved.Count -eq 24) "24 files were due, $($saved.Count) came"
    foreach ($one in $saved) {
        Assert ((Get-Item -LiteralPath $one.Path).Length -eq $one.Bytes -and (Get-FileHash -LiteralPath $one.Path).Hash -eq $one.Sha256) "$($one.Path) is not what was saved"
    }

    if ($player = Find-Player) {
        try {
            Step 'Listen.' { $saved[0] | Open-WcRecordingAudio @player }
        }
        catch {
            Write-Warning "$_ The demo goes on."
        }
    }
    else {
        Write-Host "`n# To listen: Get-WcRecording -First 1 | Open-WcRecordingAudio. The demo does so in a terminal with mpv or ffplay." -ForegroundColor DarkGreen
    }

    $batch = Step 'The batch download, unpacked beside the archive.' { Save-WcRecordingBatch -Destination $Folder/batch -Expand -Force -PassThru }
    $batch | Format-List | Out-Host
    Assert ($batch.Format -eq 'zip' -and (Get-FileHash -LiteralPath $batch.Path).Hash -eq $batch.Sha256) 'the batch is not what was saved'
    Assert (@(Get-ChildItem -LiteralPath $Folder/batch -Filter *.mp3).Count -ge $batch.Entries) 'the batch was not unpacked'

    $archive = Step 'The nightly job: bring an archive up to date. Run again, it fetches only what is new.' { Sync-WcRecordingArchive -Path $Folder/archive -After $all[-100].StartTime }
    $archive | Format-List | Out-Host
    Assert ($archive.Listed -ge 100 -and $archive.Failed -eq 0) "$($archive.Failed) of $($archive.Listed) recordings are not in the archive"

    $check = Step 'Check every file of the archive against its ledger.' { Test-WcRecordingArchive -Path $Folder/archive }
    $check | Format-List | Out-Host
    Assert $check.IsValid 'the archive is damaged'

    Disconnect-Wellcloud
    $Folder = Convert-Path -LiteralPath $Folder
    Write-Host @"

Done. The demo listed $($all.Count) recordings, found the $(@($ofCall).Count) of one call, and left
  recordings  $($saved.Count) recordings, $([math]::Round($bytes / 1MB, 1)) MB
  batch       a batch download with $($batch.Entries) recordings, and its content
  archive     an archive with $($check.Files) recordings and its ledger
in $Folder
"@
}
finally {
    $emulator.StandardInput.Close()
    if (-not $emulator.WaitForExit(10000)) {
        $emulator.Kill()
    }
}
