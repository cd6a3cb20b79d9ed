#Requires -Version 7.4

<#
.SYNOPSIS
    Shows what the module looks like in a terminal: one text file for each scene, language and width.

.DESCRIPTION
    Each scene runs in a shell of its own, in a terminal of the given width, against the emulator. Build first: ./build.sh Test.
    It needs the program `script` of util-linux, so it runs only on Linux.

.PARAMETER Scene
    Which of the files in scenes to run; all of them by default.

.PARAMETER Width
    The widths of the terminal.

.PARAMETER Culture
    The languages.

.PARAMETER Folder
    Where the text files go: out/captures by default.

.EXAMPLE
    docs/captures/Capture-Terminal.ps1 -Scene tables -Width 80
#>
[CmdletBinding()]
param(
    [string[]] $Scene,
    [int[]] $Width = (80, 120),
    [string[]] $Culture = ('en-US', 'zh-CN'),
    [string] $Folder
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$root = Split-Path (Split-Path $PSScriptRoot)
Import-Module (Join-Path $root tests Pester Wellcloud.Testing.psm1)
$Folder = $Folder ? $Folder : (Join-Path $root out captures)
$scenes = Join-Path $PSScriptRoot scenes
$Scene = ($Scene ? ($Scene | ForEach-Object { Get-Item (Join-Path $scenes "$_.ps1") }) : (Get-ChildItem $scenes -Filter *.ps1)).BaseName
$null = New-Item -ItemType Directory $Folder -Force

# The shell asks the terminal for the position of the cursor. This file answers for the terminal: always at the top.
$replies = Join-Path $Folder replies
[IO.File]::WriteAllText($replies, "`e[1;1R" * 500)

# Removes control sequences and colours. A line begins where the cursor moves, and repeated lines are shown once.
function ConvertFrom-Terminal([string] $Text) {
    $before = ''
    $moves = '\e\[\d+;\d+H'
    $others = '\e\[[\d;?]*[A-Za-z]|\e[=>]|(\^\[\[1;1R)+'
    foreach ($line in $Text -replace $moves, "`n" -replace $others -split '\r?\n|\r') {
        $line = $line.TrimEnd()
        if ($line -ne $before) {
            $line
        }

        $before = $line
    }
}

# Breaks a line where a terminal does.
function Split-Line([string] $Line, [int] $Columns) {
    $row, $used = [Text.StringBuilder]::new(), 0
    foreach ($character in $Line.ToCharArray()) {
        $cells = $character -eq "`u{200B}" ? 0 : $Host.UI.RawUI.LengthInBufferCells($character)
        if ($used + $cells -gt $Columns) {
            $row.ToString().TrimEnd()
            $row, $used = [Text.StringBuilder]::new(), 0
        }

        $null = $row.Append($character)
        $used += $cells
    }

    $row.ToString()
}

foreach ($name in $Scene) {
    foreach ($language in $Culture) {
        foreach ($columns in $Width) {
            $parts = $ShellCommand + '-File', (Join-Path $PSScriptRoot Show-Scene.ps1), $name, $language | ForEach-Object { "'$_'" }
            $env:SCENE = "stty cols $columns rows 40 -echo; $parts"
            $shown = sh -c 'script -qec "$SCENE" /dev/null < "$0"' $replies | Out-String
            $file = Join-Path $Folder "$name-$language-$columns.txt"
            ConvertFrom-Terminal $shown | ForEach-Object { Split-Line $_ $columns } | Set-Content -LiteralPath $file
            Get-Item -LiteralPath $file
        }
    }
}

Remove-Item $replies
