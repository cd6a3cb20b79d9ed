BeforeDiscovery {
    $docs = Join-Path (Split-Path (Split-Path $PSScriptRoot)) 'docs'
    $cultures = @(
        @{ Culture = 'en-US'; Folder = 'en-US'; Script = '[a-z]' }
        @{ Culture = 'zh-CN'; Folder = 'zh-Hans'; Script = '\p{IsCJKUnifiedIdeographs}' }
    )

    # The examples marked to be run: the title, and the code block after it.
    $examples = foreach ($culture in $cultures) {
        foreach ($page in Get-ChildItem (Join-Path $docs $culture.Folder) -Filter *-*.md) {
            $text = Get-Content -LiteralPath $page -Raw -Encoding utf8
            foreach ($match in [regex]::Matches($text, '(?ms)^### ([^\r\n]+)\s+^```powershell run\r?$(.*?)^```')) {
                @{ Folder = $culture.Folder; Page = $page.BaseName; Title = $match.Groups[1].Value; Code = $match.Groups[2].Value }
            }
        }
    }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Wellcloud.Testing.psm1') -Force
    Import-Module $ModulePath -Force
    $docs = Join-Path (Split-Path (Split-Path $PSScriptRoot)) 'docs'
}

AfterAll {
    Remove-Module Wellcloud.Recordings
}

Describe 'Help in <Culture>' -ForEach $cultures {
    BeforeAll {
        # In a shell of its own, because a shell caches help.
        $facts = Invoke-Shell @"
            [cultureinfo]::CurrentUICulture = '$Culture'
            `$ProgressPreference = 'SilentlyContinue'
            Import-Module '$ModulePath'
            `$commands = foreach (`$command in Get-Command -Module Wellcloud.Recordings) {
                `$help = Get-Help `$command.Name -Full
                `$parameters = @(`$help.parameters.parameter)
                @{
                    Name           = `$command.Name
                    Synopsis       = `$help.Synopsis
                    Description    = (`$help.description.Text -join ' ')
                    Syntax         = @(`$help.syntax.syntaxItem).Count
                    Sets           = `$command.ParameterSets.Count
                    Missing        = @(`$command.ParameterSets.Parameters.Name | Sort-Object -Unique |
                        Where-Object { `$_ -notin [Management.Automation.Cmdlet]::CommonParameters -and `$_ -notin `$parameters.name })
                    WithoutDefault = @(foreach (`$parameter in `$command.Parameters.Values) {
                        `$sets = @(`$parameter.ParameterSets.Values)
                        `$text = `$parameters | Where-Object name -EQ `$parameter.Name
                        if (`$text -and -not (`$sets.IsMandatory -contains `$true) -and "`$(`$text.defaultValue)" -in '', 'None', 'False') { `$parameter.Name }
                    })
                    WithoutText    = @(`$parameters | Where-Object { `$_ -and (`$_.description.Text -join '') -notmatch '$Script' } | ForEach-Object name)
                    Examples       = @(`$help.examples.example).Count
                    Inputs         = @(`$help.inputTypes.inputType).Count
                    Outputs        = @(`$help.returnValues.returnValue).Count
                    Notes          = (`$help.alertSet | Out-String)
                    Links          = @(`$help.relatedLinks.navigationLink).Count
                }
            }
            @{ Commands = `$commands; About = (Get-Help about_Wellcloud.Recordings | Out-String); Full = (Get-Help Save-WcRecordingAudio -Full | Out-String -Width 80) } |
                ConvertTo-Json -Depth 4
"@ | Out-String | ConvertFrom-Json
    }

    It 'has every section for every command' {
        $facts.Commands.Name | Sort-Object | Should -Be ((Get-Command -Module Wellcloud.Recordings).Name | Sort-Object)
        foreach ($command in $facts.Commands) {
            $command.Synopsis | Should -Match $Script -Because $command.Name
            $command.Description | Should -Match $Script -Because $command.Name
            $command.Notes | Should -Match $Script -Because $command.Name
            $command.Examples | Should -BeGreaterOrEqual 3 -Because $command.Name
            $command.Inputs | Should -BeGreaterThan 0 -Because $command.Name
            $command.Outputs | Should -BeGreaterThan 0 -Because $command.Name
            $command.Links | Should -BeGreaterThan 0 -Because $command.Name
        }
    }

    It 'has a text for every parameter' {
        foreach ($command in $facts.Commands) {
            $command.Missing | Should -BeNullOrEmpty -Because $command.Name
            $command.WithoutText | Should -BeNullOrEmpty -Because $command.Name
        }
    }

    It 'states the default of every optional parameter' {
        foreach ($command in $facts.Commands) {
            $command.WithoutDefault | Should -BeNullOrEmpty -Because $command.Name
        }
    }

    It 'has a syntax for every parameter set' {
        foreach ($command in $facts.Commands) {
            $command.Syntax | Should -Be $command.Sets -Because $command.Name
        }
    }

    It 'shows types, positions, defaults and pipeline input' {
        $facts.Full | Should -Match '\[-InputObject\] <Recording\[\]> -OutFile <string>'
        $facts.Full | Should -Match '(?s)-ThrottleLimit <int>.*?Default value +64'
        $facts.Full | Should -Match '(?s)-InputObject <Recording\[\]>.*?Position\? +0.*?Accept pipeline input\? +true \(ByValue\)'
    }

    It 'has the about topic' {
        $facts.About | Should -Match 'PSDefaultParameterValues'
        $facts.About | Should -Match $Script
        if ($Culture -eq 'en-US') {
            $facts.About | Should -Not -Match '\p{IsCJKUnifiedIdeographs}'
        }
    }
}

Describe 'The page' {
    It '<_> has at least three examples that are run' -ForEach (Get-ChildItem (Join-Path $docs en-US) -Filter *-*.md | Where-Object BaseName -NE 'common-parameters').BaseName {
        foreach ($folder in 'en-US', 'zh-Hans') {
            [regex]::Matches((Get-Content -LiteralPath (Join-Path $docs $folder "$_.md") -Raw), '(?m)^```powershell run\r?$').Count | Should -BeGreaterOrEqual 3 -Because $folder
        }
    }
}

Describe 'The examples' {
    BeforeAll {
        $emulator = Start-Emulator --recordings 300 --batch-entries 5
        $env:WELLCLOUD_BASE_URI = $emulator.BaseUri
        $env:WELLCLOUD_TOKEN_URI = $emulator.TokenUri
        $env:WELLCLOUD_APP_ID = $emulator.AppId
        $env:WELLCLOUD_APP_SECRET = 'emulator-secret'

        # Replace a person and a vault.
        Set-Item function:Read-Host { ConvertTo-SecureString emulator-token -AsPlainText -Force }
        function Get-Secret { [pscredential]::new($emulator.AppId, (ConvertTo-SecureString emulator-secret -AsPlainText -Force)) }

        # Players that only read their input.
        $pathBefore = $env:PATH
        if (-not $IsWindows) {
            $bin = New-Item -ItemType Directory (Join-Path $TestDrive bin)
            foreach ($player in 'mpv', 'ffmpeg') {
                Set-Content -LiteralPath "$bin/$player" "#!/bin/sh`ncat > /dev/null"
                chmod +x "$bin/$player"
            }

            $env:PATH = "${bin}:$pathBefore"
        }
    }

    AfterAll {
        $env:PATH = $pathBefore
        Remove-Item env:WELLCLOUD_BASE_URI, env:WELLCLOUD_TOKEN_URI, env:WELLCLOUD_APP_ID, env:WELLCLOUD_APP_SECRET
        Stop-Emulator $emulator
    }

    BeforeEach {
        Connect-Wellcloud
        Push-Location (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid())))
        if ($Page -in 'Export-WcRecordingCatalog', 'Get-WcArchivedRecording', 'Remove-WcArchivedRecording', 'Test-WcRecordingArchive') {
            $null = Sync-WcRecordingArchive -Path ./archive -DeviceId 8001@*
        }
    }

    AfterEach {
        Pop-Location
        Get-WcSession | Disconnect-Wellcloud
    }

    It 'run: <Folder>/<Page>: <Title>' -ForEach $examples {
        if ($IsWindows -and $Page -eq 'Open-WcRecordingAudio') {
            Set-ItResult -Skipped -Because 'the players here are shell scripts'
        }

        $ErrorActionPreference = 'Stop'
        $WarningPreference = 'Continue'
        $said = & ([scriptblock]::Create($Code)) 3>&1 6> $null

        # The emulator need not have the calls that an example looks for.
        $said | Where-Object { $_ -is [Management.Automation.WarningRecord] -and $_.Message -notmatch 'No recording matches|finds nothing|cannot find them' } | Should -BeNullOrEmpty
    }
}
