# What terminals of two widths and languages show, captured by docs/captures.

BeforeDiscovery {
    $hasTerminal = $IsLinux -and (Get-Command script, sh, stty -CommandType Application -ErrorAction Ignore).Count -ge 3
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Wellcloud.Testing.psm1') -Force
    $capture = Join-Path (Split-Path (Split-Path $PSScriptRoot)) docs captures Capture-Terminal.ps1
    function Get-Row($Scene, $Culture, $Width) { @(Get-Content (& $capture -Scene $Scene -Culture $Culture -Width $Width -Folder $TestDrive)) }
    function Measure-Row($Row) { $Host.UI.RawUI.LengthInBufferCells($Row) - [regex]::Matches($Row, '\u200B').Count }
}

Describe 'In a Chinese terminal of <_> columns' -Skip:(-not $hasTerminal) -ForEach 80, 120 {
    It 'the progress bar stays on its rows, in both views' {
        $width = $_
        $rows = Get-Row save-500 zh-CN $width
        $minimal = $rows -match '^正在保存录音 \['
        $minimal.Count | Should -BeGreaterThan 1
        $minimal | Where-Object { -not $_.EndsWith(']') -or (Measure-Row $_) -gt $width } | Should -BeNullOrEmpty
        @($rows -match '^ 正在保存录音$').Count | Should -BeGreaterThan 1
        @($rows -match '^    \[o* *\]$').Count | Should -Be @($rows -match '\[o+').Count
    }
}

Describe 'In an English terminal of 80 columns' -Skip:(-not $hasTerminal) {
    It 'tables, paths and hashes fit' {
        $rows = Get-Row tables en-US 80
        # The recordings, and what was saved of them.
        @($rows -match '^StartTime +Duration Call +Id +Agent$').Count | Should -Be 2
        @($rows -match '^LedgerHead +: [0-9a-f]{32}$').Count | Should -Be 3
        @($rows -match '^ +[0-9a-f]{32}$').Count | Should -BeGreaterOrEqual 4
        @($rows -match '^ +\d{4}/\d{4}/.*….*[0-9a-f]{12}\.mp3$').Count | Should -BeGreaterOrEqual 3
    }
}
