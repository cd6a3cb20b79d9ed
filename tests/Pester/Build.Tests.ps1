# The tasks of build.proj as people run them. They take what is built (NoBuild), so that the other files keep the module they test.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Wellcloud.Testing.psm1') -Force
    $root = Split-Path (Split-Path $PSScriptRoot)
    $build = Join-Path $root ($IsWindows ? 'build.cmd' : 'build.sh')
    $version = ([xml](Get-Content (Join-Path $root 'Directory.Build.props') -Raw)).SelectSingleNode('//Version').InnerText
    $before = @{ NoBuild = $env:NoBuild; HOME = $env:HOME; XDG_DATA_HOME = $env:XDG_DATA_HOME; PSModulePath = $env:PSModulePath }
    $env:NoBuild = 'true'

    # Runs a command in a shell whose user has this home, and nothing in it but what the tests put there.
    function Invoke-AtHome([string] $Folder, [string] $Command) {
        $null = New-Item -ItemType Directory -Path $Folder -Force
        try {
            $env:HOME = $Folder
            $env:XDG_DATA_HOME = $env:PSModulePath = $null
            Invoke-Shell $Command
        }
        finally {
            $env:HOME, $env:XDG_DATA_HOME, $env:PSModulePath = $before.HOME, $before.XDG_DATA_HOME, $before.PSModulePath
        }
    }

    $look = '$null -eq (Get-WcSession); (Get-Module Wellcloud.Recordings).ModuleBase; (Get-Help Get-WcRecording).Synopsis'
    $lookInChinese = "[cultureinfo]::CurrentUICulture = 'zh-CN'; (Get-Help Get-WcRecording).Synopsis"
}

AfterAll {
    $env:NoBuild = $before.NoBuild
}

Describe 'The build script' {
    It 'lists the tasks when it is not told what to do' {
        $lines = & $build
        $LASTEXITCODE | Should -Be 0
        foreach ($task in 'Build', 'Install', 'Pack', 'Emulator', 'Demo', 'Test', 'Real', 'Bench', 'Soak', 'Fuzz', 'Clean') {
            $lines -match "^\s*$task +\w" | Should -HaveCount 1 -Because $task
        }
    }

    It 'says which tasks there are when it does not know one' {
        $lines = & $build Biuld 2>&1
        $LASTEXITCODE | Should -Be 1
        "$lines" | Should -Match "'Biuld'.*Build, Install, Pack"
    }

    It 'refuses options that a task does not take' {
        $lines = & $build Install -Scope Nobody 2>&1
        $LASTEXITCODE | Should -Be 1
        "$lines" | Should -Match 'CurrentUser.*AllUsers.*Nobody'
    }
}

Describe 'The manifest among the sources' {
    It 'says how to build the module' {
        $said = Invoke-Shell "try { Import-Module '$root/Wellcloud.Recordings.psd1' } catch { `"`$_`" }; Get-Module Wellcloud*"
        $said | Should -HaveCount 1
        $said | Should -BeLike '*build.sh Build*Import-Module ./out/Wellcloud.Recordings*'
    }

    It 'leaves nothing of that in the module' {
        $manifest = Get-Content $ModulePath -Raw
        $manifest | Should -Not -Match 'ScriptsToProcess|NotBuilt|src/|0\.0\.0'
        (Test-ModuleManifest $ModulePath).DotNetFrameworkVersion | Should -Be '4.7.2'
        (Test-ModuleManifest $ModulePath).PrivateData.PSData.Keys | Sort-Object | Should -Be @('LicenseUri', 'ProjectUri', 'ReleaseNotes', 'Tags')
    }
}

Describe 'Install' -Skip:$IsWindows {
    It 'puts the module where its user''s shells find it, with help in both languages' {
        $user = (New-Item -ItemType Directory -Path (Join-Path $TestDrive 'home 一')).FullName
        $lines = bash -c 'HOME=$1 XDG_DATA_HOME= exec "$2" Install' _ $user $build
        $LASTEXITCODE | Should -Be 0 -Because ($lines -join "`n")
        $folder = Join-Path $user .local share powershell Modules Wellcloud.Recordings $version
        "$lines" | Should -BeLike "*$folder*Import-Module Wellcloud.Recordings*"

        $seen = Invoke-AtHome $user $look
        $seen[0..1] | Should -Be @('True', $folder)
        $seen[2] | Should -Match '^[A-Z].+\.$'
        Invoke-AtHome $user $lookInChinese | Should -Match '\p{IsCJKUnifiedIdeographs}'
        Compare-Object (Get-ChildItem (Split-Path $ModulePath) -Recurse -Name) (Get-ChildItem $folder -Recurse -Name) | Should -BeNullOrEmpty
    }

    It 'replaces what an earlier build left there' {
        $user = Join-Path $TestDrive two
        $folder = Join-Path $user .local share powershell Modules Wellcloud.Recordings $version
        $null = New-Item -ItemType Directory -Path $folder
        Set-Content (Join-Path $folder stale.dll) 'x'
        $lines = bash -c 'HOME=$1 XDG_DATA_HOME= exec "$2" Install -Scope CurrentUser' _ $user $build
        $LASTEXITCODE | Should -Be 0 -Because ($lines -join "`n")
        Join-Path $folder stale.dll | Should -Not -Exist
        Join-Path $folder Wellcloud.Recordings.psd1 | Should -Exist
    }
}

Describe 'Pack' {
    BeforeAll {
        $packages = Join-Path $root out packages
        $lines = & $build Pack
        $code = $LASTEXITCODE
    }

    It 'makes a package and a zip' {
        $code | Should -Be 0 -Because ($lines -join "`n")
        Get-ChildItem $packages -Name | Sort-Object | Should -Be @("Wellcloud.Recordings.$version.nupkg", 'Wellcloud.Recordings.zip')
    }

    It 'makes a zip with the module''s folder in it' {
        Expand-Archive (Join-Path $packages Wellcloud.Recordings.zip) (Join-Path $TestDrive zip)
        $folder = Join-Path $TestDrive zip Wellcloud.Recordings
        Get-ChildItem (Split-Path $folder) -Name | Should -Be Wellcloud.Recordings
        Invoke-Shell "Import-Module '$folder'; (Get-Module Wellcloud.Recordings).Version.ToString()" | Should -Be $version
        Compare-Object (Get-ChildItem (Split-Path $ModulePath) -Recurse -Name) (Get-ChildItem $folder -Recurse -Name) | Should -BeNullOrEmpty
    }

    It 'makes a package that PowerShell installs from a folder and removes again' -Skip:$IsWindows {
        $user = Join-Path $TestDrive user
        Invoke-AtHome $user @"
            Register-PSResourceRepository here '$packages' -Trusted
            Install-PSResource Wellcloud.Recordings -Repository here
"@ | Should -BeNullOrEmpty
        $seen = Invoke-AtHome $user $look
        $seen[0] | Should -Be 'True'
        $seen[1] | Should -BeLike "$user*$version"
        $seen[2] | Should -Match '^[A-Z].+\.$'
        Invoke-AtHome $user $lookInChinese | Should -Match '\p{IsCJKUnifiedIdeographs}'

        Invoke-AtHome $user 'Uninstall-PSResource Wellcloud.Recordings' | Should -BeNullOrEmpty
        Get-ChildItem (Join-Path $user .local share powershell Modules) -Recurse -Force | Should -BeNullOrEmpty
    }
}

Describe 'Emulator' -Skip:$IsWindows {
    It 'prints lines that work when they are pasted, and ends with Ctrl+C, whole' {
        $mark = "token-$(New-Guid)"
        $start = [Diagnostics.ProcessStartInfo]@{ FileName = '/usr/bin/env'; RedirectStandardOutput = $true }
        # A launcher may have told its children to ignore Ctrl+C.
        @(if ($IsLinux) { '--default-signal=INT' }) + $build + 'Emulator', '--recordings', '7', '--token', $mark | ForEach-Object { $start.ArgumentList.Add($_) }
        $emulator = [Diagnostics.Process]::Start($start)
        try {
            $lines = do { $line = $emulator.StandardOutput.ReadLine(); $line } until ($null -eq $line -or $line -like 'Get-WcRecording*')
            $pasted = $lines -match '^(Import-Module|Connect-Wellcloud|Get-WcRecording) '
            $pasted | Should -HaveCount 3 -Because ($lines -join "`n")
            Invoke-Shell "Set-Location '$TestDrive'; $($pasted -join '; ') | ForEach-Object Id" | Should -HaveCount 7

            sh -c "kill -INT $($emulator.Id)"
            $emulator.StandardOutput.ReadToEnd() | Should -BeNullOrEmpty
            $emulator.WaitForExit()
            $emulator.ExitCode | Should -Be 0
            Get-Process | Where-Object CommandLine -Like "*$mark*" | Should -BeNullOrEmpty
        }
        finally {
            if (-not $emulator.HasExited) {
                $emulator.Kill($true)
            }

            $emulator.Dispose()
        }
    }

    It 'lists its options' {
        $lines = & $build Emulator --help
        $LASTEXITCODE | Should -Be 0
        "$lines" | Should -Match '--recordings.*--latency'
    }
}
