# The Slurm example on a cluster of one node, which the tests start where Slurm is installed and root runs them.
BeforeDiscovery {
    $programs = 'munged', 'slurmctld', 'slurmd', 'sbatch', 'scontrol', 'scancel'
    $canRun = $IsLinux -and (id -u) -eq 0 -and @(Get-Command $programs -CommandType Application -ErrorAction Ignore).Count -ge $programs.Count
}

Describe 'The Slurm example' -Skip:(-not $canRun) {
    BeforeAll {
        Import-Module (Join-Path $PSScriptRoot 'Wellcloud.Testing.psm1') -Force
        $emulator = Start-Emulator --recordings 120 --audio-bytes 3000
        $cluster = (New-Item -ItemType Directory -Path "/tmp/wellcloud-slurm-$(New-Guid)").FullName
        $work = (New-Item -ItemType Directory -Path "$cluster/work").FullName
        $name = (hostname -s)

        $ports = (Get-FreePort), (Get-FreePort)

        # One processor, so that only one task runs at a time, and it is known which task stalls. A requeued task waits until its credentials
        # expire: here, after the shortest time that Slurm allows.
        Set-Content "$cluster/slurm.conf" @"
ClusterName=test
SlurmctldHost=$name(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
CredType=cred/munge
AuthInfo=socket=$cluster/munge.socket,cred_expire=5
StateSaveLocation=$cluster/state
SlurmdSpoolDir=$cluster/spool
SlurmctldPidFile=$cluster/slurmctld.pid
SlurmdPidFile=$cluster/slurmd.pid
SlurmctldPort=$($ports[0])
SlurmdPort=$($ports[1])
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
SchedulerParameters=sched_interval=1,batch_sched_delay=0
MpiDefault=none
KillWait=2
NodeName=$name NodeAddr=127.0.0.1 CPUs=1 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES State=UP
"@
        $null = New-Item -ItemType Directory "$cluster/state", "$cluster/spool", "$cluster/bin"
        $key = [byte[]]::new(64)
        [Random]::Shared.NextBytes($key)
        [IO.File]::WriteAllBytes("$cluster/munge.key", $key)
        chmod 600 "$cluster/munge.key"
        Set-Content "$cluster/bin/pwsh" "#!/bin/sh`nexec '$($ShellCommand -join "' '")' `"`$@`""
        chmod +x "$cluster/bin/pwsh"

        $before = @{}
        $settings = @{
            SLURM_CONF           = "$cluster/slurm.conf"
            WELLCLOUD_SCRIPTS    = [IO.Path]::GetFullPath((Join-Path $PSScriptRoot '..' '..' 'docs' 'examples'))
            WELLCLOUD_WORK       = $work
            WELLCLOUD_BASE_URI   = $emulator.BaseUri
            WELLCLOUD_TOKEN      = $emulator.Token
            PSModulePath         = @((Split-Path (Split-Path $ModulePath)), $env:PSModulePath) -join ':'
            PATH                 = "$cluster/bin:$env:PATH"
            SBATCH_OUTPUT        = "$work/%j.log"
        }
        foreach ($setting in $settings.GetEnumerator()) {
            $before[$setting.Key] = [Environment]::GetEnvironmentVariable($setting.Key)
            Set-Item "env:$($setting.Key)" $setting.Value
        }

        function Start-Program($program, [string[]] $arguments) {
            Start-Process $program $arguments -PassThru -RedirectStandardOutput "$cluster/$program.out" -RedirectStandardError "$cluster/$program.err"
        }

        $daemons = @(Start-Program munged @('-F', '--force', "--key-file=$cluster/munge.key", "--socket=$cluster/munge.socket", "--pid-file=$cluster/munged.pid", "--log-file=$cluster/munged.log", "--seed-file=$cluster/munge.seed"))
        $patience = [Diagnostics.Stopwatch]::StartNew()
        while (-not (Test-Path "$cluster/munge.socket") -and $patience.Elapsed.TotalSeconds -lt 20) {
            Start-Sleep -Milliseconds 50
        }

        $daemons += Start-Program slurmctld @('-D', '-c')
        $daemons += Start-Program slurmd @('-D')
        function Get-JobField($id, $name) { [regex]::Match((scontrol show job --oneliner $id), " $name=(\S+)").Groups[1].Value }
    }

    AfterAll {
        scancel --user root --signal KILL 2> $null
        foreach ($daemon in $daemons[2], $daemons[1], $daemons[0]) {
            if (-not $daemon.HasExited) { kill $daemon.Id }
            $null = $daemon.WaitForExit(10000)
        }

        foreach ($setting in $before.GetEnumerator()) {
            [Environment]::SetEnvironmentVariable($setting.Key, $setting.Value)
        }

        Stop-Emulator $emulator
        Remove-Item -Recurse -Force $cluster
    }

    It 'archives each recording once, from one list, even if a worker is killed' {
        # Slurm may need a moment to answer after its start. sbatch waits for the controller itself.
        Add-Fault $emulator @{ kind = 'StallBody'; endpoint = 'Audio'; skip = 5; times = 1 }
        $proof = & "$env:WELLCLOUD_SCRIPTS/slurm/submit.sh" 2
        $LASTEXITCODE | Should -Be 0
        $proof | Should -Match '^\d+$'

        Wait-EmulatorStall $emulator
        $task = (squeue --noheader --states RUNNING --format %A).Trim()
        $worker = Get-ChildItem /proc -Directory | Where-Object Name -Match '^\d+$' | Where-Object {
            $line = try { [IO.File]::ReadAllText("$($_.FullName)/cmdline") } catch { '' }
            $line -match 'nightly-archive\.ps1' -and $line.Contains($work)
        }
        @($worker).Count | Should -Be 1
        kill -KILL $worker.Name

        # Ends when the proof has ended. The limit only ends a test that hangs.
        timeout 1000 sbatch --wait --dependency "afterany:$proof" --wrap true --output /dev/null | Out-Null
        $LASTEXITCODE | Should -Be 0 -Because (Get-Content "$work/*.log" | Out-String)
        $log = Get-Content "$work/$proof.log" -Raw
        Get-JobField $proof ExitCode | Should -Be '0:0' -Because $log
        Get-JobField $task Restarts | Should -Be 1
        $log | Should -Match 'InList +: 120'
        $log | Should -Match 'Listed +: 120'
        $log | Should -Match 'IsValid +: True'
        @(Get-EmulatorRequest $emulator -Endpoint Recordings).Count | Should -Be 1
    }
}
