BeforeDiscovery {
    $analyzer = Get-Module -ListAvailable PSScriptAnalyzer
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Wellcloud.Testing.psm1') -Force
    Import-Module $ModulePath -Force
    $module = Get-Module Wellcloud.Recordings
    $folder = Split-Path $ModulePath
    $root = Split-Path (Split-Path $PSScriptRoot)
    $commands = Get-Command -Module Wellcloud.Recordings
    $classes = (Get-Command Connect-Wellcloud).ImplementingType.Assembly.GetTypes() |
        Where-Object { -not $_.IsAbstract -and $_.IsSubclassOf([Management.Automation.Cmdlet]) }
}

AfterAll {
    Remove-Module Wellcloud.Recordings
}

Describe 'The manifest' {
    It 'is valid' {
        $manifest = Test-ModuleManifest $ModulePath
        $manifest.Version | Should -Be ([xml](Get-Content (Join-Path $root 'Directory.Build.props') -Raw)).SelectSingleNode('//Version').InnerText
        $manifest.CompatiblePSEditions | Should -Be @('Desktop', 'Core')
        $manifest.PowerShellVersion | Should -Be '5.1'
    }

    It 'exports each cmdlet that there is, and nothing else' {
        $named = $classes | ForEach-Object { $a = $_.GetCustomAttributes([Management.Automation.CmdletAttribute], $false)[0]; "$($a.VerbName)-$($a.NounName)" }
        $commands.Name | Sort-Object | Should -Be ($named | Sort-Object)
        $commands.CommandType | Sort-Object -Unique | Should -Be 'Cmdlet'
        $module.ExportedFunctions.Count + $module.ExportedAliases.Count + $module.ExportedVariables.Count | Should -Be 0
    }

    It 'takes no third-party assembly to PowerShell 7' {
        Get-ChildItem (Join-Path $folder net8.0) -Filter *.dll -Name | Should -Be @('Wellcloud.Client.dll', 'Wellcloud.Recordings.dll')
    }

    It 'takes no part of PowerShell anywhere' {
        Get-ChildItem $folder -Recurse -Include System.Management.Automation.dll, PowerShellStandard* | Should -BeNullOrEmpty
    }

    It 'has both builds in both languages' {
        foreach ($framework in 'net8.0', 'netstandard2.0') {
            Get-ChildItem (Join-Path $folder $framework zh-Hans) -Name | Should -Be @('Wellcloud.Client.resources.dll', 'Wellcloud.Recordings.resources.dll')
        }
    }
}

Describe 'The cmdlets' {
    It 'have approved verbs and one prefix' {
        $approved = (Get-Verb).Verb
        $commands | Where-Object Verb -NotIn $approved | Should -BeNullOrEmpty
        $commands | Where-Object Noun -NotMatch '^(Wc[A-Z]\w*|Wellcloud)$' | Should -BeNullOrEmpty
    }

    It 'have singular nouns' {
        $commands | Where-Object Noun -Match 's$' | Should -BeNullOrEmpty
    }

    It 'say what they give out' {
        $classes | Where-Object { -not $_.GetCustomAttributes([Management.Automation.OutputTypeAttribute], $true) } | Should -BeNullOrEmpty
    }

    It 'ask before they write to the disk, and only then' {
        foreach ($command in $commands) {
            $command.Parameters.ContainsKey('WhatIf') | Should -Be ($command.Verb -in 'Save', 'Sync') -Because $command.Name
        }
    }

    It 'take a session, where they talk to the service' {
        foreach ($command in $commands | Where-Object Name -Match '-WcRecording(Audio|Batch)?$|-WcCallRecording$|^Disconnect') {
            $command.Parameters.ContainsKey('Session') | Should -BeTrue -Because $command.Name
        }
    }
}

Describe 'Importing' {
    It 'brings no assembly but its own into PowerShell 7' {
        $extra = Invoke-Shell @"
            `$null = Import-Module '$ModulePath' -PassThru
            [AppDomain]::CurrentDomain.GetAssemblies().Location | Where-Object { `$_ -like '$folder*' } | Split-Path -Leaf | Sort-Object
"@
        $extra | Should -Be @('Wellcloud.Client.dll', 'Wellcloud.Recordings.dll')
    }

    It 'works with the netstandard2.0 build as well' {
        $emulator = Start-Emulator --recordings 3
        try {
            Invoke-Shell @"
                Import-Module '$folder/netstandard2.0/Wellcloud.Recordings.dll'
                Connect-Wellcloud -BaseUri '$($emulator.BaseUri)' -Token '$($emulator.Token)'
                (Get-WcRecording | Measure-Object).Count
                (Get-Module Wellcloud.Recordings).ExportedCmdlets.Count
                Remove-Module Wellcloud.Recordings
"@ | Should -Be @(3, $commands.Count)
        }
        finally {
            Stop-Emulator $emulator
        }
    }

    It 'finds every assembly that ships with the netstandard2.0 build by its own name' {
        $names = Invoke-Shell @"
            Import-Module '$folder/netstandard2.0/Wellcloud.Recordings.dll'
            `$loader = (Get-Command Connect-Wellcloud).ImplementingType.Assembly.GetType('Wellcloud.Recordings.Loading.OwnAssemblies')
            `$loader.GetField('s_names', 'NonPublic, Static').GetValue(`$null) | Sort-Object
"@
        $shipped = Get-ChildItem (Join-Path $folder netstandard2.0) -Filter *.dll | ForEach-Object BaseName | Where-Object { $_ -ne 'Wellcloud.Recordings' }
        $names | Should -Be ($shipped | Sort-Object)
    }

    It 'speaks Chinese where the shell does' {
        Invoke-Shell @"
            [cultureinfo]::CurrentUICulture = 'zh-CN'
            Import-Module '$ModulePath'
            try { Get-WcRecording } catch { `$_.Exception.Message }
"@ | Should -Match '\p{IsCJKUnifiedIdeographs}'
    }
}

Describe 'The table of recordings' {
    It 'fits 120 columns and shows the id in full' {
        $emulator = Start-Emulator --recordings 20
        try {
            $session = Connect-Wellcloud -BaseUri $emulator.BaseUri -Token $emulator.Token -NoDefault
            $recordings = Get-WcRecording -Session $session
            $lines = ($recordings | Out-String -Width 120) -split '\r?\n'
            ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 120
            foreach ($recording in $recordings) {
                ($lines -like "*$($recording.Id)*").Count | Should -Be 1
            }

            $session | Disconnect-Wellcloud
        }
        finally {
            Stop-Emulator $emulator
        }
    }
}

Describe 'The scripts' {
    It 'satisfy PSScriptAnalyzer: <_>' -Skip:(-not $analyzer) -ForEach @(
        Get-ChildItem (Split-Path (Split-Path $PSScriptRoot)) -Recurse -Include *.ps1, *.psm1, *.psd1 |
            Where-Object FullName -NotMatch '[\\/](out|bin|obj|\.git)[\\/]' |
            ForEach-Object { [IO.Path]::GetRelativePath((Split-Path (Split-Path $PSScriptRoot)), $_.FullName) }
    ) {
        # Functions read their script's parameters, and what people run speaks to the host. None is for Windows PowerShell, which alone needs a BOM.
        $exceptions = @('PSReviewUnusedParameter', 'PSAvoidUsingWriteHost', 'PSUseBOMForUnicodeEncodedFile')
        if ($_ -like 'tests*') {
            # Tests fill variables that other blocks read, start things without asking, and stand in for careless users.
            $exceptions += 'PSUseDeclaredVarsMoreThanAssignments', 'PSUseShouldProcessForStateChangingFunctions', 'PSAvoidUsingConvertToSecureStringWithPlainText'
            $exceptions += 'PSAvoidUsingPlainTextForPassword', 'PSAvoidGlobalVars', 'PSAvoidUsingInvokeExpression'
        }

        Invoke-ScriptAnalyzer -Path (Join-Path $root $_) -ExcludeRule $exceptions -Severity Warning, Error, ParseError | ForEach-Object { "$($_.Line): $($_.RuleName) $($_.Message)" } | Should -BeNullOrEmpty
    }
}
