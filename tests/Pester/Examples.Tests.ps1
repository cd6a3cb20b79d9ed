BeforeDiscovery {
    $examples = Join-Path (Split-Path (Split-Path $PSScriptRoot)) 'docs' 'examples'
    $scripts = Get-ChildItem $examples -Recurse -Filter *.ps1 | ForEach-Object { [IO.Path]::GetRelativePath($examples, $_.FullName) }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Wellcloud.Testing.psm1') -Force
    $examples = Join-Path (Split-Path (Split-Path $PSScriptRoot)) 'docs' 'examples'
    # Calls of these days: examples count days from today, and the usual calls have fixed dates.
    $emulator = Start-Emulator --recordings 60 --days 400
    $nightly = Join-Path $examples 'nightly-archive.ps1'
    $before = $env:PSModulePath

    # The examples import the module by its name.
    $env:PSModulePath = @((Split-Path (Split-Path $ModulePath)), $before) -join [IO.Path]::PathSeparator

    # Runs a script as a scheduler does, and returns all its output and its exit code.
    function Invoke-Example([string] $Path, [string[]] $With = @()) {
        $said = Invoke-Shell -File $Path -ArgumentList $With 2>&1
        [pscustomobject]@{ Code = $LASTEXITCODE; Said = @($said | ForEach-Object { "$_" }); Text = ($said | Out-String) }
    }

    function Get-ParameterName([string] $Path) {
        [Management.Automation.Language.Parser]::ParseFile($Path, [ref]$null, [ref]$null).ParamBlock.Parameters.Name.VariablePath.UserPath
    }

    function Set-Login {
        $env:WELLCLOUD_BASE_URI, $env:WELLCLOUD_TOKEN_URI = $emulator.BaseUri, $emulator.TokenUri
        $env:WELLCLOUD_APP_ID, $env:WELLCLOUD_APP_SECRET = $emulator.AppId, 'emulator-secret'
    }
}

AfterAll {
    Stop-Emulator $emulator
    $env:PSModulePath = $before
    Remove-Item env:WELLCLOUD_*
}

Describe 'Every example' {
    It 'parses and has help: <_>' -ForEach $scripts {
        $faults = $null
        $ast = [Management.Automation.Language.Parser]::ParseFile((Join-Path $examples $_), [ref]$null, [ref]$faults)
        $faults | Should -BeNullOrEmpty
        $ast.GetHelpContent().Synopsis | Should -Not -BeNullOrEmpty
    }

    It 'is listed in the README' {
        $list = Get-Content (Join-Path $examples 'README.md') -Raw
        Get-ChildItem $examples -Exclude README.md | Where-Object { -not $list.Contains($_.Name) } | Should -BeNullOrEmpty
    }
}

Describe 'nightly-archive.ps1' {
    BeforeEach {
        Clear-Fault $emulator
        Set-Login
        $archive = Join-Path $TestDrive ([guid]::NewGuid())
    }

    It 'archives everything and downloads nothing twice' {
        $heads = Join-Path $TestDrive 'heads.txt'
        $first = Invoke-Example $nightly '-Path', $archive, '-Days', 0, '-HeadsFile', $heads
        $first.Code | Should -Be 0 -Because $first.Text
        $first.Text | Should -Match 'Listed +: 60'
        $fetched = @(Get-EmulatorRequest $emulator -Endpoint Audio).Count
        $fetched | Should -BeGreaterThan 50
        Clear-Fault $emulator

        $second = Invoke-Example $nightly '-Path', $archive, '-Days', 0, '-HeadsFile', $heads, '-Thorough'
        $second.Code | Should -Be 0 -Because $second.Text
        $second.Text | Should -Match "AlreadyPresent +: $fetched"
        @(Get-EmulatorRequest $emulator -Endpoint Audio).Count | Should -Be 0
        $lines = @(Get-Content $heads)
        $lines.Count | Should -Be 2
        $lines -match '^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ [0-9a-f]{64} ' | Should -HaveCount 2
    }

    It 'archives only the last days by default' {
        $run = Invoke-Example $nightly '-Path', $archive
        $run.Code | Should -Be 0 -Because $run.Text
        [int][regex]::Match($run.Text, 'Listed +: (\d+)').Groups[1].Value | Should -BeLessThan 60
    }

    It 'ends with 1 when a recording fails, and saves it in the next run' {
        $id = (0..59 | ForEach-Object { Get-EmulatorRecording $emulator $_ } | Where-Object state -EQ Success)[0].id
        Add-Fault $emulator @{ kind = 'Html'; endpoint = 'Audio'; id = $id }
        $run = Invoke-Example $nightly '-Path', $archive, '-Days', 0
        $run.Code | Should -Be 1 -Because $run.Text
        $run.Text | Should -Match 'Failed +: 1'
        Clear-Fault $emulator
        (Invoke-Example $nightly '-Path', $archive, '-Days', 0).Code | Should -Be 0
        @(Get-EmulatorRequest $emulator -Endpoint Audio).Count | Should -Be 1
    }

    It 'ends with 2 and advice when the login is refused, without showing the secret' {
        $env:WELLCLOUD_APP_SECRET = 'a-wrong-secret'
        $run = Invoke-Example $nightly '-Path', $archive
        $run.Code | Should -Be 2 -Because $run.Text
        $run.Text | Should -BeLike '*ended early*Connect-Wellcloud*'
        $run.Text | Should -Not -BeLike '*a-wrong-secret*'
        Test-Path $archive | Should -BeFalse
    }

    It 'ends with 2 when there is no login' {
        Remove-Item env:WELLCLOUD_APP_*
        (Invoke-Example $nightly '-Path', $archive).Code | Should -Be 2
    }

    It 'ends with 3 when the archive is not valid' {
        (Invoke-Example $nightly '-Path', $archive, '-Days', 0).Code | Should -Be 0
        $file = Get-ChildItem $archive -Recurse -Filter *.mp3 | Select-Object -First 1
        $bytes = [IO.File]::ReadAllBytes($file.FullName)
        $bytes[1000] = $bytes[1000] -bxor 1
        [IO.File]::WriteAllBytes($file.FullName, $bytes)
        (Invoke-Example $nightly '-Path', $archive).Code | Should -Be 0 -Because 'a night looks at sizes only'
        $run = Invoke-Example $nightly '-Path', $archive, '-Thorough'
        $run.Code | Should -Be 3 -Because $run.Text
        $run.Text | Should -BeLike '*Test-WcRecordingArchive -Path*'
    }

    It 'removes what is too old, and stays green in every following night' {
        (Invoke-Example $nightly '-Path', $archive, '-Days', 0).Code | Should -Be 0
        $before = @(Get-ChildItem $archive -Recurse -Filter *.mp3).Count
        $first = Invoke-Example $nightly '-Path', $archive, '-KeepDays', 300
        $first.Code | Should -Be 0 -Because $first.Text
        $left = @(Get-ChildItem $archive -Recurse -Filter *.mp3).Count
        $left | Should -BeGreaterThan 0
        $left | Should -BeLessThan $before
        $first.Text | Should -BeLike "*$($before - $left) recordings older than 300 days*"
        Clear-Fault $emulator

        $second = Invoke-Example $nightly '-Path', $archive, '-KeepDays', 300, '-Days', 0, '-Thorough'
        $second.Code | Should -Be 0 -Because $second.Text
        @(Get-ChildItem $archive -Recurse -Filter *.mp3).Count | Should -Be $left
        @(Get-EmulatorRequest $emulator -Endpoint Audio).Count | Should -Be 0
    }

    It 'reads the secret from a vault' {
        Remove-Item env:WELLCLOUD_APP_*
        $stub = New-Item -ItemType Directory (Join-Path $TestDrive 'modules' 'Microsoft.PowerShell.SecretManagement')
        Set-Content -LiteralPath (Join-Path $stub 'Microsoft.PowerShell.SecretManagement.psm1') -Value @'
function Get-Secret {
    param([string] $Vault, [string] $Name)
    if ("$Vault/$Name" -ne 'Operations/Telephony') { throw "There is no secret $Vault/$Name." }
    [pscredential]::new('emulator-app', (ConvertTo-SecureString 'emulator-secret' -AsPlainText -Force))
}
Export-ModuleMember -Function Get-Secret
'@
        $path = $env:PSModulePath
        try {
            $env:PSModulePath = @((Split-Path $stub), $path) -join [IO.Path]::PathSeparator
            $run = Invoke-Example $nightly '-Path', $archive, '-Vault', 'Operations', '-SecretName', 'Telephony'
            $run.Code | Should -Be 0 -Because $run.Text
            (Invoke-Example $nightly '-Path', $archive, '-Vault', 'Operations', '-SecretName', 'Other').Code | Should -Be 2
        }
        finally {
            $env:PSModulePath = $path
        }
    }

    It 'throws in Azure Automation, which ignores exit codes' {
        $env:WELLCLOUD_APP_SECRET = 'a-wrong-secret'
        Invoke-Shell "`$PSPrivateMetadata = @{ JobId = [guid]::NewGuid() }; try { `$null = & '$nightly' -Path '$archive' } catch { `"thrown: `$_`" }" | Should -Be 'thrown: The nightly archive ended with 2.'
    }
}

Describe 'last-call.ps1' {
    BeforeEach {
        Clear-Fault $emulator
        Set-Login
        $script = Join-Path $examples 'last-call.ps1'
    }

    It 'saves the recordings of the call and returns their paths' {
        $recording = 0..59 | ForEach-Object { Get-EmulatorRecording $emulator $_ } | Where-Object state -EQ Success | Select-Object -First 1
        $run = Invoke-Example $script '-CallId', $recording.callId, '-Destination', $TestDrive
        $run.Code | Should -Be 0 -Because $run.Text
        $path = @($run.Said) -like "*$($recording.id)*"
        $path | Should -HaveCount 1
        (Get-FileHash -LiteralPath $path[0]).Hash | Should -Be $recording.audioSha256
        Split-Path (Split-Path $path[0]) -Leaf | Should -Be $recording.callId
    }

    It 'fails for a call without recordings' {
        $run = Invoke-Example $script '-CallId', 'no-such-call', '-Destination', $TestDrive, '-WaitSec', 1
        $run.Code | Should -Be 1 -Because $run.Text
        $run.Text | Should -BeLike '*no-such-call*'
    }
}

Describe 'calls-by-agent.ps1' {
    BeforeAll {
        Clear-Fault $emulator
        Set-Login
        $script = Join-Path $examples 'calls-by-agent.ps1'
        $csv = Join-Path $TestDrive 'service.csv'
        $run = Invoke-Example $script '-OutFile', $csv
    }

    It 'counts each recording of the service once' {
        $run.Code | Should -Be 0 -Because $run.Text
        $rows = @(Import-Csv $csv)
        ($rows | Measure-Object Calls -Sum).Sum | Should -Be 60
        $rows[0].PSObject.Properties.Name | Should -Be ('Agent', 'Date', 'Calls', 'Minutes', 'Average')
        $rows.Date | Should -Be ($rows.Date | Sort-Object)
    }

    It 'writes Chinese names that Excel can read' {
        [IO.File]::ReadAllBytes($csv)[0..2] | Should -Be (0xEF, 0xBB, 0xBF)
        (Import-Csv $csv).Agent | Should -Contain (Get-EmulatorRecording $emulator 0).agentName
    }

    It 'gives the same report from an archive, without the network' {
        $archive = Join-Path $TestDrive 'archive'
        (Invoke-Example $nightly '-Path', $archive, '-Days', 0).Code | Should -Be 0
        Remove-Item env:WELLCLOUD_*
        Clear-Fault $emulator
        $other = Join-Path $TestDrive 'archive.csv'
        $run = Invoke-Example $script '-OutFile', $other, '-Archive', $archive
        $run.Code | Should -Be 0 -Because $run.Text
        Get-Content $other | Should -Be (Get-Content $csv)
        @(Get-EmulatorRequest $emulator).Count | Should -Be 0
    }

    It 'reports only the given range of days' {
        Set-Login
        $day = (Import-Csv $csv)[0].Date
        $one = Join-Path $TestDrive 'day.csv'
        $next = [datetime]::ParseExact($day, 'yyyy-MM-dd', [cultureinfo]::InvariantCulture).AddDays(1).ToString('yyyy-MM-dd')
        (Invoke-Example $script '-OutFile', $one, '-After', $day, '-Before', $next).Code | Should -Be 0
        (Import-Csv $one).Date | Sort-Object -Unique | Should -Be $day
    }
}

Describe 'A scheduler' {
    BeforeAll {
        # Replaces commands of modules that are not installed.
        function New-Stub([string] $Name, [string] $Code) {
            $folder = New-Item -ItemType Directory (Join-Path $TestDrive 'stubs' $Name) -Force
            Set-Content -LiteralPath (Join-Path $folder "$Name.psm1") -Value $Code
        }

        New-Stub 'Microsoft.PowerShell.SecretManagement' @'
$file = Join-Path $PSScriptRoot 'secrets.xml'
function Get-SecretVault { param([string] $Name) if (Test-Path "$file.$Name") { $Name } }
function Register-SecretVault { param([string] $Name, [string] $ModuleName) Set-Content "$file.$Name" $ModuleName }
function Set-Secret { param([string] $Vault, [string] $Name, [pscredential] $Secret) $Secret | Export-Clixml "$file.$Vault.$Name" }
function Get-Secret { param([string] $Vault, [string] $Name) Import-Clixml "$file.$Vault.$Name" }
'@
        New-Stub 'Orchestrator.AssetManagement.Cmdlets' @'
function Get-AutomationPSCredential {
    param([string] $Name)
    if ($Name -ne 'Wellcloud') { throw "There is no credential $Name." }
    [pscredential]::new('emulator-app', (ConvertTo-SecureString 'emulator-secret' -AsPlainText -Force))
}
'@
        $pathBefore = $env:PSModulePath
        $env:PSModulePath = @((Join-Path $TestDrive stubs), $pathBefore) -join [IO.Path]::PathSeparator
    }

    AfterAll {
        $env:PSModulePath = $pathBefore
    }

    BeforeEach {
        Clear-Fault $emulator
        Set-Login
        $archive = Join-Path $TestDrive "an archive $([guid]::NewGuid())"
    }

    It 'of Windows archives with the secret that store-secret.ps1 has stored' {
        $store = Join-Path $examples 'store-secret.ps1'
        Invoke-Shell "& '$store' -Credential ([pscredential]::new('emulator-app', (ConvertTo-SecureString emulator-secret -AsPlainText -Force)))" | Should -BeLike '*works.'
        Remove-Item env:WELLCLOUD_APP_*

        $task = [xml](Get-Content (Join-Path $examples 'task-scheduler.xml') -Raw)
        $task.Task.Principals.Principal.id | Should -Be $task.Task.Actions.Context
        $task.Task.Actions.Exec.Command | Should -Be 'pwsh.exe'
        $words = [regex]::Matches($task.Task.Actions.Exec.Arguments, '"([^"]*)"|\S+') | ForEach-Object { $_.Groups[1].Success ? $_.Groups[1].Value : $_.Value }
        $words = $words -replace '^C:\\Wellcloud', $examples -replace '\\', [IO.Path]::DirectorySeparatorChar -replace '^D:.Recordings$', $archive
        $program, $arguments = $ShellCommand
        $said = & $program @($arguments -like '*.dll') @words -Days 0 2>&1 | Out-String
        $LASTEXITCODE | Should -Be 0 -Because $said
        $said | Should -Match 'Listed +: 60'
    }

    It 'of systemd archives with the environment' {
        $unit = Get-Content (Join-Path $examples 'systemd' 'wellcloud-archive.service')
        $words = -split ($unit -match '^ExecStart=' -replace '^ExecStart=')[0]
        $words[0] | Should -Be '/usr/bin/pwsh'
        $words = @($words | Select-Object -Skip 1) -replace '^/opt/wellcloud', $examples -replace '^/srv/recordings$', $archive
        $program, $arguments = $ShellCommand
        $said = & $program @($arguments -like '*.dll') @words -Days 0 2>&1 | Out-String
        $LASTEXITCODE | Should -Be 0 -Because $said
        $said | Should -Match 'Listed +: 60'
        Get-Content (Join-Path $examples 'systemd' 'wellcloud-archive.timer') | Should -Contain 'WantedBy=timers.target'
    }

    It 'of systemd accepts the units' -Skip:(-not (Get-Command systemd-analyze -ErrorAction Ignore)) {
        $said = systemd-analyze verify --recursive-errors=no (Join-Path $examples 'systemd' 'wellcloud-archive.timer') 2>&1 | Out-String
        $said | Should -Not -Match 'wellcloud-archive\.(timer|service):\d+'
    }

    It 'of Azure Automation archives with a credential asset' {
        Remove-Item env:WELLCLOUD_APP_*
        $runbook = Join-Path $examples 'azure-automation.ps1'
        $run = Invoke-Example $runbook '-Path', $archive, '-Days', 3650, '-BaseUri', $emulator.BaseUri
        $run.Code | Should -Be 0 -Because $run.Text
        $run.Text | Should -Match 'Listed +: 60'
        Clear-Fault $emulator

        $id = (0..59 | ForEach-Object { Get-EmulatorRecording $emulator $_ } | Where-Object state -EQ Success)[0].id
        Add-Fault $emulator @{ kind = 'Html'; endpoint = 'Audio'; id = $id }
        $run = Invoke-Example $runbook '-Path', "$archive-2", '-Days', 3650
        $run.Code | Should -Be 1 -Because $run.Text
        $run.Text | Should -BeLike '*1 recordings failed*'
        (Invoke-Example $runbook '-Path', $archive, '-AssetName', 'Other').Code | Should -Be 1
    }
}

Describe 'The container' -Skip:$IsWindows {
    BeforeAll {
        $root = Split-Path (Split-Path $PSScriptRoot)
        $folder = Join-Path $examples 'container'
        $entrypoint = Join-Path $folder 'entrypoint.ps1'
        $dockerfile = Get-Content (Join-Path $folder 'Dockerfile')
        $copies = $dockerfile -match '^COPY ' | ForEach-Object { , ($_ -split ' +' | Select-Object -Skip 1) }
        $job = (Get-Content (Join-Path $folder 'crontab')) -notmatch '^#'
        $file = Join-Path $TestDrive 'wellcloud.env'
    }

    It 'copies only files that exist' {
        $copies.Count | Should -BeGreaterThan 1
        foreach ($copy in $copies) {
            # The package exists only after ./build.sh Pack.
            $copy[0..($copy.Count - 2)] | Where-Object { $_ -ne 'out/packages/Wellcloud.Recordings.zip' -and -not (Test-Path (Join-Path $root $_) -PathType Leaf) } | Should -BeNullOrEmpty
        }
    }

    It 'starts and schedules only files that it has copied' {
        $there = foreach ($copy in $copies) {
            $copy[0..($copy.Count - 2)] | ForEach-Object { $copy[-1].EndsWith('/') ? $copy[-1] + (Split-Path $_ -Leaf) : $copy[-1] }
        }
        $there | Should -Contain ((($dockerfile -match '^ENTRYPOINT ') -replace '^ENTRYPOINT ' | ConvertFrom-Json) | Select-Object -Last 1)
        $there | Should -Contain ([regex]::Match($job, '-File (\S+)').Groups[1].Value)
    }

    It 'installs the module from the package' {
        $zip = Join-Path $TestDrive Wellcloud.Recordings.zip
        Compress-Archive -LiteralPath (Split-Path $ModulePath) -DestinationPath $zip
        $run = ($dockerfile -match 'Expand-Archive') -replace '^RUN pwsh -NoProfile -Command "' -replace '"$'
        $modules = Join-Path $TestDrive modules-of-all-users
        Invoke-Shell ($run.Replace('/tmp/Wellcloud.Recordings.zip', $zip).Replace('/usr/local/share/powershell/Modules', $modules))
        $zip | Should -Not -Exist
        Invoke-Shell "`$env:PSModulePath = '$modules'; (Get-Command Sync-WcRecordingArchive).Module.ModuleBase" | Should -Be (Join-Path $modules Wellcloud.Recordings)
    }

    It 'has a crontab that cron accepts' {
        @($job).Count | Should -Be 1
        $job[0] | Should -Match '^\d+ \d+ \* \* \* root \S'
        (Get-Content (Join-Path $folder 'crontab') -Raw)[-1] | Should -Be "`n" -Because 'cron ignores a last line without its end'
    }

    It 'writes the login readable only for root, and the job archives with it' {
        Clear-Fault $emulator
        Set-Login
        $env:WELLCLOUD_NOTE = "it's `"odd`" `$HOME"
        Invoke-Shell "& '$entrypoint' -EnvironmentFile '$file' -Command @()"
        $LASTEXITCODE | Should -Be 0
        [IO.File]::GetUnixFileMode($file) | Should -Be ([IO.UnixFileMode]'UserRead, UserWrite')
        & /bin/sh -c ". '$file'; printf %s `"`$WELLCLOUD_NOTE`"" | Should -Be $env:WELLCLOUD_NOTE
        Remove-Item env:WELLCLOUD_*

        # The line of the crontab, with other paths.
        $log = Join-Path $TestDrive 'cron.log'
        $archive = Join-Path $TestDrive 'cron archive'
        $command = $job[0] -replace '^\S+ \S+ \S+ \S+ \S+ root '
        $command = $command -replace '/opt/wellcloud/(\S+)', "'$examples/`$1'"
        $command = $command.Replace('/run/wellcloud.env', "'$file'").Replace('/archive ', "'$archive' -Days 0 ").Replace('/proc/1/fd/1', "'$log'")
        $bin = New-Item -ItemType Directory (Join-Path $TestDrive bin)
        Set-Content "$bin/pwsh" "#!/bin/sh`nexec '$($ShellCommand -join "' '")' `"`$@`""
        chmod +x "$bin/pwsh"
        & /usr/bin/env -i "PATH=${bin}:/usr/bin:/bin" "HOME=$TestDrive" "PSModulePath=$env:PSModulePath" /bin/sh -c $command
        $LASTEXITCODE | Should -Be 0 -Because (Get-Content $log -Raw)
        Get-Content $log -Raw | Should -Match 'Listed +: 60'
        @(Get-ChildItem $archive -Recurse -Filter *.mp3).Count | Should -BeGreaterThan 50
    }

    It 'runs the given command and returns its exit code' {
        Invoke-Shell "& '$entrypoint' -EnvironmentFile '$file' -Command '/bin/sh', '-c', 'exit 7'; exit `$LASTEXITCODE"
        $LASTEXITCODE | Should -Be 7
    }
}

Describe 'The Kubernetes jobs' {
    BeforeAll {
        function Read-Job($name) {
            $yaml = Get-Content (Join-Path $examples "kubernetes-$name-job.yaml")
            $field = { param($name) ($yaml -match "^ *${name}:")[0] -replace "^ *${name}: *" }
            [pscustomobject]@{
                Yaml      = $yaml
                Script    = (& $field command | ConvertFrom-Json)[-1] -replace '^/opt/wellcloud/'
                Arguments = & $field args | ConvertFrom-Json
                Field     = $field.GetNewClosure()
            }
        }

        $listing, $indexed, $proof = 'listing', 'indexed', 'proof' | ForEach-Object { Read-Job $_ }
    }

    It 'call scripts of the container with existing parameters' {
        $copied = (Get-Content (Join-Path $examples container Dockerfile)) -match '^COPY '
        $listing.Script, $indexed.Script, $proof.Script | Should -Be 'save-listing.ps1', 'nightly-archive.ps1', 'prove-shards.ps1'
        foreach ($job in $listing, $indexed, $proof) {
            $copied -match " docs/examples/$([regex]::Escape($job.Script)) .*/opt/wellcloud/$" | Should -HaveCount 1
            $job.Arguments -like '-*' | ForEach-Object { $_.Substring(1) } | Where-Object { $_ -notin (Get-ParameterName (Join-Path $examples $job.Script)) } | Should -BeNullOrEmpty
        }
    }

    It 'have as many workers as shards' {
        & $indexed.Field completionMode | Should -Be 'Indexed'
        & $indexed.Field completions | Should -Be (& $indexed.Field parallelism)
        $indexed.Arguments[-1] | Should -Be "`$(JOB_COMPLETION_INDEX)/$(& $indexed.Field completions)"
        $proof.Arguments[-1] | Should -Be (& $indexed.Field completions)
    }

    It 'repeat a worker that failed, but not one with failed recordings' {
        $text = $indexed.Yaml -join "`n"
        $text | Should -Match '(?s)action: FailIndex\s+onExitCodes:\s+containerName: archive\s+operator: In\s+values: \[1\]'
        & $indexed.Field backoffLimitPerIndex | Should -Be 3
        & $indexed.Field restartPolicy | Should -Be 'Never' -Because 'the API refuses a podFailurePolicy otherwise'
        $text | Should -Match '- name: archive\n' -Because 'the policy names the container'
    }

    It 'set only variables that the module reads, and no login where none is needed' {
        foreach ($job in $listing, $indexed) {
            ($job.Yaml -match '- name: WELLCLOUD_') -replace '.*: ' | Should -Be 'WELLCLOUD_BASE_URI'
        }

        $proof.Yaml -match 'WELLCLOUD_|secret' | Should -BeNullOrEmpty
    }

    It 'archive each recording once, from one list, and prove it' {
        Clear-Fault $emulator
        Set-Login
        $work = Join-Path $TestDrive work
        function Invoke-Job($job, $index) {
            Invoke-Example (Join-Path $examples $job.Script) ($job.Arguments -replace '^/shared', $work -replace '\$\(JOB_COMPLETION_INDEX\)', $index -replace '^(\d+)/8$', '$1/2' -replace '^8$', '2')
        }

        (Invoke-Job $listing).Code | Should -Be 0
        foreach ($index in 0, 1) {
            $run = Invoke-Job $indexed $index
            $run.Code | Should -Be 0 -Because $run.Text
        }

        @(Get-EmulatorRequest $emulator -Endpoint Recordings).Count | Should -Be 1
        Remove-Item env:WELLCLOUD_*
        Clear-Fault $emulator
        $run = Invoke-Job $proof
        $run.Code | Should -Be 0 -Because $run.Text
        $run.Text | Should -Match 'InList +: 60'
        $run.Text | Should -Match 'Listed +: 60'
        @(Get-EmulatorRequest $emulator).Count | Should -Be 0

        # A result that is older than the list does not count.
        (Get-Item "$work/list.json.gz").LastWriteTimeUtc = [datetime]::UtcNow.AddMinutes(1)
        $run = Invoke-Job $proof
        $run.Code | Should -Be 2 -Because $run.Text
        $run.Text | Should -BeLike '*0 results*expected are 2*'
    }
}

Describe 'prove-shards.ps1' {
    BeforeAll {
        Clear-Fault $emulator
        Set-Login
        $script = Join-Path $examples 'prove-shards.ps1'
        $list, $archive = (Join-Path $TestDrive list.json), (Join-Path $TestDrive proved)
        (Invoke-Example (Join-Path $examples 'save-listing.ps1') '-OutFile', $list).Code | Should -Be 0
        foreach ($part in 1, 2) {
            $run = Invoke-Example $nightly '-Path', $archive, '-Days', 0, '-ListingPath', $list, '-Shard', "$part/2", '-ResultFile', (Join-Path $TestDrive results "$part.json")
            $run.Code | Should -Be 0 -Because $run.Text
        }
    }

    BeforeEach {
        $results = (Copy-Item -Recurse -PassThru (Join-Path $TestDrive results) (Join-Path $TestDrive (New-Guid)))[0].FullName
        $arguments = '-Path', $archive, '-ListingPath', $list, '-ResultFolder', $results, '-Shards', 2
        function Edit-Result($file, [scriptblock] $edit) {
            $result = Get-Content $file -Raw | ConvertFrom-Json
            & $edit $result
            $result | ConvertTo-Json | Set-Content $file
        }
    }

    It 'ends with 0 when everything is archived' {
        $run = Invoke-Example $script $arguments
        $run.Code | Should -Be 0 -Because $run.Text
    }

    It 'ends with 2 when a worker is missing, or did another shard' {
        Edit-Result "$results/2.json" { $args[0].Shard = '1/2' }
        (Invoke-Example $script $arguments).Code | Should -Be 2
        Remove-Item "$results/2.json"
        (Invoke-Example $script $arguments).Code | Should -Be 2
    }

    It 'ends with 2 when the results do not add up to the list' {
        Edit-Result "$results/2.json" { $args[0].Listed -= 1 }
        $run = Invoke-Example $script $arguments
        $run.Code | Should -Be 2 -Because $run.Text
        $run.Text | Should -BeLike '*decided 59 recordings, and the list has 60*'
    }

    It 'ends with 1 when recordings failed' {
        Edit-Result "$results/2.json" { $args[0].Failed = 1 }
        (Invoke-Example $script $arguments).Code | Should -Be 1
    }

    It 'ends with 2 and advice when the list is cut off' {
        $cut = Join-Path $TestDrive cut.json
        $bytes = [IO.File]::ReadAllBytes($list)
        [IO.File]::WriteAllBytes($cut, $bytes[0..($bytes.Length - 2)])
        (Get-Item $cut).LastWriteTimeUtc = (Get-Item $list).LastWriteTimeUtc
        $run = Invoke-Example $script ($arguments -replace [regex]::Escape($list), $cut)
        $run.Code | Should -Be 2 -Because $run.Text
        $run.Text | Should -BeLike '*Save-WcRecordingListing*'
    }

    It 'ends with 3 when the archive is not valid' {
        $copy = (Copy-Item -Recurse -PassThru $archive (Join-Path $TestDrive (New-Guid)))[0].FullName
        Get-ChildItem $copy -Recurse -Filter *.mp3 | Select-Object -First 1 | Remove-Item
        $run = Invoke-Example $script ($arguments -replace [regex]::Escape($archive), $copy)
        $run.Code | Should -Be 3 -Because $run.Text
    }
}

Describe 'save-listing.ps1' {
    It 'ends with 2, keeps the list of an earlier run, and gives advice when the service does not answer' {
        Clear-Fault $emulator
        Set-Login
        $list = Join-Path $TestDrive kept.json
        Set-Content $list '[]'
        Add-Fault $emulator @{ kind = 'Status'; status = 403; endpoint = 'Recordings' }
        $run = Invoke-Example (Join-Path $examples 'save-listing.ps1') '-OutFile', $list
        $run.Code | Should -Be 2 -Because $run.Text
        $run.Text | Should -BeLike '*is not saved*'
        Get-Content $list | Should -Be '[]'
    }
}

Describe 'docs/<_>' -ForEach 'scale-out.md', 'object-storage.md' {
    It 'calls only scripts that exist, with parameters that they have' {
        $text = Get-Content (Join-Path (Split-Path $examples) $_) -Raw
        $calls = [regex]::Matches($text, '(?<![\w./-])(?<script>[a-z-]+\.ps1)(?<rest>[^`\r\n]*)')
        foreach ($call in $calls) {
            $path = Join-Path $examples $call.Groups['script'].Value
            $path | Should -Exist
            [regex]::Matches($call.Groups['rest'].Value, '(?<= )-([A-Z]\w+)') | ForEach-Object { $_.Groups[1].Value } |
                Where-Object { $_ -notin (Get-ParameterName $path) } | Should -BeNullOrEmpty -Because $call.Value
        }
    }
}
