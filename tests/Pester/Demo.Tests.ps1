BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Wellcloud.Testing.psm1') -Force
    $root = Split-Path (Split-Path $PSScriptRoot)
    $emulator = Start-Emulator --recordings 60 --batch-entries 5 --audio-bytes 3000
    $quickStart = Join-Path $root 'src/Wellcloud.QuickStart/bin/Release/net10.0/Wellcloud.QuickStart.dll'
    function CountMp3([string] $Folder) { @(Get-ChildItem -LiteralPath $Folder -Recurse -Filter *.mp3).Count }
}

AfterAll {
    Stop-Emulator $emulator
}

Describe 'The demo' {
    It 'runs in PowerShell and succeeds' {
        $folder = Join-Path $TestDrive 'shell'
        $lines = Invoke-Shell -File (Join-Path $root 'docs/examples/demo.ps1') -ArgumentList '-Folder', $folder
        $LASTEXITCODE | Should -Be 0 -Because ($lines -join "`n")
        CountMp3 (Join-Path $folder recordings) | Should -Be 24
        CountMp3 (Join-Path $folder batch) | Should -Be 50
    }

    It 'goes on when no player starts' -Skip:($IsWindows -or $IsMacOS -or -not (Get-Command script -CommandType Application -ErrorAction Ignore)) {
        $folder, $mpv = (Join-Path $TestDrive 'silent'), (Join-Path (New-Item -ItemType Directory (Join-Path $TestDrive bin)) mpv)
        Set-Content $mpv 'no program'
        chmod +x $mpv
        $command = @($ShellCommand) + '-File' + (Join-Path $root 'docs/examples/demo.ps1') + '-Folder' + $folder | ForEach-Object { "'$_'" }
        $path = $env:PATH
        try {
            $env:PATH = "$(Split-Path $mpv):$path"
            $lines = bash -c 'script -qec "$1" /dev/null < /dev/null' _ "$command"
        }
        finally {
            $env:PATH = $path
        }

        $LASTEXITCODE | Should -Be 0 -Because ($lines -join "`n")
        $lines -join "`n" | Should -Match 'Cannot start .mpv.'
        CountMp3 (Join-Path $folder batch) | Should -Be 50
    }

    It 'runs on the engine alone and succeeds' {
        $folder = Join-Path $TestDrive 'engine'
        $lines = dotnet $quickStart --demo --out $folder
        $LASTEXITCODE | Should -Be 0 -Because ($lines -join "`n")
        CountMp3 (Join-Path $folder recordings) | Should -Be 24
        CountMp3 (Join-Path $folder batch) | Should -Be 50
    }
}

Describe 'The quick start against a tenant' {
    AfterEach {
        Remove-Item env:WELLCLOUD_* -ErrorAction Ignore
        Clear-Fault $emulator
    }

    It 'reads the environment, and saves the batch only on request' {
        $env:WELLCLOUD_BASE_URI, $env:WELLCLOUD_TOKEN_URI = $emulator.BaseUri, $emulator.TokenUri
        $env:WELLCLOUD_APP_ID, $env:WELLCLOUD_APP_SECRET = $emulator.AppId, 'emulator-secret'
        $lines = dotnet $quickStart --out (Join-Path $TestDrive tenant)
        $LASTEXITCODE | Should -Be 0
        $lines -join "`n" | Should -Match 'Listed 60 recordings'
        $lines -join "`n" | Should -Match 'Saved 24 of 24'
        $lines -join "`n" | Should -Not -Match 'emulator-secret'
        Get-EmulatorRequest $emulator -Endpoint Batch | Should -BeNullOrEmpty
        CountMp3 (Join-Path $TestDrive tenant) | Should -Be 24
    }

    It 'names the failure and returns an exit code' {
        Add-Fault $emulator @{ kind = 'Status'; status = 448; endpoint = 'Audio'; skip = 3; times = 2 }
        $lines = dotnet $quickStart --base-uri $emulator.BaseUri --token $emulator.Token --out (Join-Path $TestDrive failing) --batch
        $LASTEXITCODE | Should -Be 1
        $lines -join "`n" | Should -Match '2 failed'
        CountMp3 (Join-Path $TestDrive failing recordings) | Should -Be 22
        CountMp3 (Join-Path $TestDrive failing batch) | Should -Be 5
    }

    It 'refuses an invalid tenant type' {
        $env:WELLCLOUD_TENANT_TYPE = 'Tenat'
        $lines = dotnet $quickStart --base-uri $emulator.BaseUri --token $emulator.Token --out (Join-Path $TestDrive none) 2>&1
        $LASTEXITCODE | Should -Be 1
        $lines -join "`n" | Should -Match 'WELLCLOUD_TENANT_TYPE.*Tenant or Partner'
        Get-EmulatorRequest $emulator | Should -BeNullOrEmpty
    }

    It 'does not show a refused token' {
        $lines = dotnet $quickStart --base-uri $emulator.BaseUri --token not-this-one --out (Join-Path $TestDrive refused) 2>&1
        $LASTEXITCODE | Should -Be 1
        "$lines" | Should -Match '401'
        "$lines" | Should -Not -Match 'not-this-one'
    }
}
