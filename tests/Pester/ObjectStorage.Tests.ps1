# Runs the commands of docs/object-storage.md where rclone is installed. The store is the S3 service at WELLCLOUD_TEST_S3 (key id and
# key S3RVER) if the variable is set, else rclone's own S3 server (since version 1.65), else a folder.
BeforeDiscovery {
    $hasRclone = [bool](Get-Command rclone -CommandType Application -ErrorAction Ignore)
}

Describe 'docs/object-storage.md' -Skip:(-not $hasRclone) {
    BeforeAll {
        Import-Module (Join-Path $PSScriptRoot 'Wellcloud.Testing.psm1') -Force
        Import-Module $ModulePath -Force
        $emulator = Start-Emulator --recordings 40
        Connect-Emulator $emulator
        $folder = (New-Item -ItemType Directory (Join-Path $TestDrive store)).FullName
        Push-Location (New-Item -ItemType Directory (Join-Path $TestDrive work))

        $blocks = @([regex]::Matches((Get-Content (Join-Path $PSScriptRoot .. .. docs object-storage.md) -Raw), '(?ms)^```powershell\r?\n(.*?)^```') | ForEach-Object { $_.Groups[1].Value })
        $endpoint, $key, $server = $env:WELLCLOUD_TEST_S3, 'S3RVER', $null
        if (-not $endpoint -and (rclone serve s3 --help 2>&1 | Out-String) -match 'auth-key') {
            $port = Get-FreePort
            $server = Start-Process rclone 'serve', 's3', '--addr', "127.0.0.1:$port", '--auth-key', 'S3RVER,S3RVER', $folder -PassThru -RedirectStandardError (Join-Path $TestDrive server.log)
            $endpoint = "http://127.0.0.1:$port"
            while (-not (Test-Connection 127.0.0.1 -TcpPort $port -Quiet)) {
                $server.HasExited | Should -BeFalse -Because (Get-Content (Join-Path $TestDrive server.log) -Raw)
            }
        }

        # Set before the block runs, so that rclone never reads the configuration of this account.
        $env:RCLONE_CONFIG = Join-Path $TestDrive rclone.conf
        Set-Content $env:RCLONE_CONFIG ''
        . ([scriptblock]::Create($blocks[0].Replace('https://s3.example.com', $endpoint).Replace('the key id', $key).Replace('the key', $key)))
        if (-not $endpoint) {
            $env:RCLONE_CONFIG_STORE_TYPE = 'alias'
            $env:RCLONE_CONFIG_STORE_REMOTE = $folder
        }

        $copy, $prove, $retain, $restore = $blocks[1..4]

        # Runs a block, compares the exit codes of its programs, and returns its output.
        function Invoke-Block([string] $block, [int[]] $codes) {
            $said = [Collections.Generic.List[object]]::new()
            $ended = foreach ($part in $block -split '(?m)^(?=rclone )' | Where-Object { $_.Trim() }) {
                $global:LASTEXITCODE = 0
                . ([scriptblock]::Create($part)) 2>&1 | ForEach-Object { $said.Add($_) }
                $LASTEXITCODE
            }

            $ended | Should -Be $codes -Because ($said | Out-String)
            $said
        }
    }

    AfterAll {
        Pop-Location
        Get-ChildItem env:RCLONE_CONFIG* | Remove-Item
        if ($server) {
            $server.Kill()
            $server.WaitForExit()
        }

        Get-WcSession | Disconnect-Wellcloud
        Stop-Emulator $emulator
        Remove-Module Wellcloud.Recordings
    }

    It 'copies after a sync and proves the copy' {
        $blocks.Count | Should -Be 5
        $null = Invoke-Block $copy 0, 0
        $null = Invoke-Block $prove 0, 0
        $inStore = @(rclone lsf -R --files-only store:calls)
        @($inStore -like '*.mp3').Count | Should -Be @(Get-ChildItem archive -Recurse -Filter *.mp3).Count
        $inStore | Should -Contain 'SHA256SUMS'
        @($inStore -like '.wellcloud/*.jsonl').Count | Should -BeGreaterThan 0
        $inStore -like '*lock*' | Should -BeNullOrEmpty
    }

    It 'finds an object that is missing or damaged' {
        $name = @(rclone lsf -R --files-only --include *.mp3 store:calls)[0]
        $bytes = [IO.File]::ReadAllBytes((Join-Path archive $name | Resolve-Path))
        $bytes[-1] = $bytes[-1] -bxor 1
        [IO.File]::WriteAllBytes((Join-Path $TestDrive bad.mp3), $bytes)
        rclone copyto (Join-Path $TestDrive bad.mp3) "store:calls/$name"
        $null = Invoke-Block $prove 1, 1
        rclone deletefile "store:calls/$name"
        $null = Invoke-Block $prove 1, 1
        $null = Invoke-Block $copy 0, 0
        $null = Invoke-Block $prove 0, 0
    }

    It 'removes old recordings on both sides' {
        $all = @(Get-WcArchivedRecording archive | Where-Object { $_.Status -in 'Saved', 'Resumed' } | Sort-Object { $_.Recording.StartTime })
        $days = [int][Math]::Ceiling(([DateTimeOffset]::Now - $all[10].Recording.StartTime).TotalDays)
        $null = Invoke-Block ($retain.Replace('-1095d', "-${days}d")) 0, 0, 0
        $left = @(rclone lsf -R --files-only --include *.mp3 store:calls)
        $left.Count | Should -BeLessThan $all.Count
        $left.Count | Should -Be @(Get-ChildItem archive -Recurse -Filter *.mp3).Count
        $null = Invoke-Block $prove 0, 0
        (Test-WcRecordingArchive archive).IsValid | Should -BeTrue
    }

    It 'brings one recording back, and the whole archive' {
        $saved = @(Get-WcArchivedRecording archive | Where-Object { $_.Status -in 'Saved', 'Resumed' })[0]
        $id = $saved.Id
        Remove-Item $saved.Path
        (Test-WcRecordingArchive archive).IsValid | Should -BeFalse
        Invoke-Block $restore 0, 0 | Should -Contain $true
        (Test-WcRecordingArchive archive).IsValid | Should -BeTrue

        rclone copy store:calls again
        (Test-WcRecordingArchive again).IsValid | Should -BeTrue
    }
}
