# The README is a promise: its blocks are run as they stand, by a user whose home has nothing but the module.
BeforeDiscovery {
    $root = Split-Path (Split-Path $PSScriptRoot)
    $links = foreach ($file in 'README.md', 'README.zh-CN.md') {
        [regex]::Matches((Get-Content (Join-Path $root $file) -Raw), '\]\((?!https?:)([^)#]+)') | ForEach-Object { @{ File = $file; Link = $_.Groups[1].Value } }
    }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Wellcloud.Testing.psm1') -Force
    $root = Split-Path (Split-Path $PSScriptRoot)
    $before = @{ NoBuild = $env:NoBuild; HOME = $env:HOME; XDG_DATA_HOME = $env:XDG_DATA_HOME; PSModulePath = $env:PSModulePath }
    $env:NoBuild = 'true'

    function Get-Block([string] $File, [string] $Language) {
        $text = Get-Content (Join-Path $root $File) -Raw
        [regex]::Matches($text, "(?ms)^``````$Language\r?\n(.+?)^``````") | ForEach-Object { $_.Groups[1].Value.Trim() }
    }

    # The commands in the second column of the table below a heading.
    function Get-TableCommand([string] $File, [string] $Heading) {
        $text = Get-Content (Join-Path $root $File) -Raw
        $table = [regex]::Match($text, "(?ms)^## $Heading\r?\n(.+?)(^## |\z)").Groups[1].Value
        foreach ($row in $table -split '\r?\n' -match '^\| [^-]') {
            [regex]::Matches(($row -split '(?<!\\)\|')[2], '`([^`]+)`') | ForEach-Object { $_.Groups[1].Value.Replace('\|', '|') }
        }
    }

    # Runs a command in a folder of its own, in a shell of the new user.
    function Invoke-AsNewUser([string] $Command, [string] $In = $work) {
        $null = New-Item -ItemType Directory -Path $user, $In -Force
        try {
            $env:HOME = $user
            $env:XDG_DATA_HOME = $env:PSModulePath = $null
            Invoke-Shell "`$ErrorActionPreference = 'Stop'; `$PSStyle.OutputRendering = 'PlainText'; Set-Location -LiteralPath '$In'; $Command"
        }
        finally {
            $env:HOME, $env:XDG_DATA_HOME, $env:PSModulePath = $before.HOME, $before.XDG_DATA_HOME, $before.PSModulePath
        }
    }

    $user = Join-Path $TestDrive user
    $work = Join-Path $TestDrive work
}

AfterAll {
    $env:NoBuild = $before.NoBuild
    Remove-Item env:WELLCLOUD_*
}

Describe 'Both READMEs' {
    It 'link to what exists: <File> <Link>' -ForEach $links {
        Join-Path $root $Link | Should -Exist
    }

    It 'contain no control characters of a terminal' {
        foreach ($file in 'README.md', 'README.zh-CN.md') {
            Get-Content (Join-Path $root $file) -Raw | Should -Not -Match '[\x00-\x08\x0B\x0C\x0E-\x1F]' -Because $file
        }
    }

    It 'show the same commands in both languages' {
        foreach ($language in 'sh', 'powershell') {
            Get-Block README.zh-CN.md $language | Should -Be (Get-Block README.md $language)
        }

        Get-TableCommand README.zh-CN.md 日常使用 | Should -Be (Get-TableCommand README.md Everyday)
    }

    It 'name error ids that exist' {
        Import-Module $ModulePath -Force
        foreach ($row in (Get-Content (Join-Path $root README.md) -Raw) -split '\r?\n' -match '^\| `[A-Z]\w+` \|') {
            [regex]::Match($row, '`(\w+)`').Groups[1].Value | Should -BeIn ([enum]::GetNames([Wellcloud.Client.WellcloudError]))
        }
    }
}

Describe 'The blocks of the README' -Skip:$IsWindows {
    BeforeAll {
        $build = Join-Path $root build.sh
        $install, $start = Get-Block README.md sh
        $package, $try, $unattended = Get-Block README.md powershell
        $null = New-Item -ItemType Directory -Path $user
        $said = bash -c 'cd "$1" && HOME=$2 XDG_DATA_HOME= exec sh -c "$3"' _ $root $user $install
        $installed = $LASTEXITCODE

        $information = [Diagnostics.ProcessStartInfo]@{ FileName = '/usr/bin/env'; WorkingDirectory = $root; RedirectStandardOutput = $true }
        @(if ($IsLinux) { '--default-signal=INT' }) + 'sh', '-c', "exec $start --recordings 60 --audio-bytes 3000" | ForEach-Object { $information.ArgumentList.Add($_) }
        $emulator = [Diagnostics.Process]::Start($information)
        $lines = do { $line = $emulator.StandardOutput.ReadLine(); $line } until ($null -eq $line -or $line -like 'Get-WcRecording*')
        $connect = $lines -match '^Connect-Wellcloud '
        $pasted = $lines -match '^(Import-Module|Connect-Wellcloud|Get-WcRecording) '
    }

    AfterAll {
        if (-not $emulator.HasExited) {
            sh -c "kill -INT $($emulator.Id)"
            if (-not $emulator.WaitForExit(10000)) {
                $emulator.Kill($true)
            }
        }

        $emulator.Dispose()
    }

    It 'install the module from the sources' {
        $installed | Should -Be 0 -Because ($said -join "`n")
        Invoke-AsNewUser '(Get-Module Wellcloud.Recordings -ListAvailable).ModuleBase' | Should -BeLike "$user*"
    }

    It 'install the module from a package' {
        $null = & $build Pack
        $LASTEXITCODE | Should -Be 0
        $own = @{ User = $user }
        $user = Join-Path $TestDrive other
        try {
            Invoke-AsNewUser $package $root | Should -BeNullOrEmpty
            Invoke-AsNewUser '(Get-Module Wellcloud.Recordings -ListAvailable).ModuleBase' | Should -BeLike "$user*"
        }
        finally {
            $user = $own.User
        }
    }

    It 'save, archive and verify in the first minutes' {
        $pasted | Should -HaveCount 3 -Because ($lines -join "`n")
        $seen = Invoke-AsNewUser "$($pasted -join '; ') | Out-Null; $try" | Out-String
        $seen | Should -Match 'IsValid +: True' -Because $seen
        (Get-ChildItem (Join-Path $work calls) -Recurse -File).Count | Should -Be 5
    }

    It 'do everything of the everyday table' {
        $listed = Invoke-AsNewUser "$connect; (Get-WcRecording -First 1).CallId"
        $prepare = "$connect; `$callId = '$listed'; `$PSDefaultParameterValues['Open-WcRecordingAudio:Player'] = 'sh'; `$PSDefaultParameterValues['Open-WcRecordingAudio:ArgumentList'] = '-c', 'cat > /dev/null'; `$null = Sync-WcRecordingArchive archive"
        $commands = Get-TableCommand README.md Everyday
        $commands.Count | Should -BeGreaterThan 9
        $seen = Invoke-AsNewUser "$prepare; $($commands -join ' | Out-Null; ') | Out-Null; 'all done'"
        @($seen)[-1] | Should -Be 'all done' -Because ($seen -join "`n")
        (Get-Content (Join-Path $work calls.csv) -AsByteStream -TotalCount 3) | Should -Be 0xEF, 0xBB, 0xBF
    }

    It 'run unattended, with an exit code' {
        $address, $token = [regex]::Match($connect, '-BaseUri (\S+) -Token ''(.+)''').Groups[1, 2].Value
        $env:WELLCLOUD_BASE_URI, $env:WELLCLOUD_TOKEN = $address, $token
        $script = Join-Path $TestDrive 'night jobs/job.ps1'
        $null = New-Item $script -Value $unattended -Force
        $run = "& '$script'; exit `$LASTEXITCODE"
        $null = Invoke-AsNewUser $run
        $LASTEXITCODE | Should -Be 0
        Split-Path $script | Join-Path -ChildPath archive/SHA256SUMS | Should -Exist
        $env:WELLCLOUD_TOKEN = 'wrong'
        $null = Invoke-AsNewUser $run 2>&1
        $LASTEXITCODE | Should -Not -Be 0
    }
}
