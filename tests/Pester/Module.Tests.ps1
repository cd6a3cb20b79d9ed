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

    It 'exports exactly the cmdlets' {
        $named = $classes | ForEach-Object { $a = $_.GetCustomAttributes([Management.Automation.CmdletAttribute], $false)[0]; "$($a.VerbName)-$($a.NounName)" }
        $commands.Name | Sort-Object | Should -Be ($named | Sort-Object)
        $commands.CommandType | Sort-Object -Unique | Should -Be 'Cmdlet'
        $module.ExportedFunctions.Count + $module.ExportedAliases.Count + $module.ExportedVariables.Count | Should -Be 0
    }

    It 'ships no third-party assembly for PowerShell 7' {
        Get-ChildItem (Join-Path $folder net8.0) -Filter *.dll -Name | Should -Be @('Wellcloud.Client.dll', 'Wellcloud.Recordings.dll')
    }

    It 'ships no script files but the manifest and the views, since execution policies ask for their signatures' {
        $scripts = Get-ChildItem $folder -Recurse -File | Where-Object Extension -In '.ps1', '.psm1', '.psd1', '.ps1xml', '.pssc', '.cdxml', '.xaml'
        $scripts.Name | Sort-Object | Should -Be ('Wellcloud.Recordings.Format.ps1xml', 'Wellcloud.Recordings.psd1')
    }

    It 'ships no assembly of PowerShell' {
        Get-ChildItem $folder -Recurse -Include System.Management.Automation.dll, PowerShellStandard* | Should -BeNullOrEmpty
    }

    It 'contains both builds with both languages' {
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

    It 'declare their output types' {
        $classes | Where-Object { -not $_.GetCustomAttributes([Management.Automation.OutputTypeAttribute], $true) } | Should -BeNullOrEmpty
    }

    It 'support ShouldProcess exactly when they write to disk' {
        foreach ($command in $commands) {
            $command.Parameters.ContainsKey('WhatIf') | Should -Be ($command.Verb -in 'Export', 'Remove', 'Save', 'Sync') -Because $command.Name
        }
    }

    It 'have class names that match their attributes' {
        foreach ($class in $classes) {
            $attribute = $class.GetCustomAttributes([Management.Automation.CmdletAttribute], $false)[0]
            $class.Name | Should -Be "$($attribute.VerbName)$($attribute.NounName)Command"
            $class.IsSealed | Should -BeTrue -Because $class.Name
        }
    }

    It 'have parameters named by one convention' {
        foreach ($command in $commands) {
            $own = $command.Parameters.Values | Where-Object { $_.Name -notin [Management.Automation.PSCmdlet]::CommonParameters -and $_.Name -notin [Management.Automation.PSCmdlet]::OptionalCommonParameters }
            $own | Where-Object Name -CNotMatch '^[A-Z][A-Za-z]+$' | Should -BeNullOrEmpty
            $own | Where-Object { $_.Aliases | Where-Object { $_ -ne 'PSPath' } } | Should -BeNullOrEmpty -Because 'one thing has one name; PSPath is what Get-Item calls it'
            $switches = $own | Where-Object SwitchParameter | ForEach-Object Attributes
            $switches | Where-Object { $_ -is [Management.Automation.ParameterAttribute] -and ($_.Mandatory -or $_.Position -ge 0) } | Should -BeNullOrEmpty
        }
    }

    It 'give parameters of one name one type' {
        # The type of -InputObject is the only one that depends on the command.
        $commands | ForEach-Object { $_.Parameters.Values } | Where-Object Name -NE InputObject | Group-Object Name | Where-Object { @($_.Group.ParameterType | Sort-Object FullName -Unique).Count -ne 1 } | Should -BeNullOrEmpty
    }

    It 'have -Session exactly when they use the service' {
        $onDisk = 'Export-WcRecordingCatalog', 'Get-WcArchivedRecording', 'Remove-WcArchivedRecording', 'Test-WcRecordingArchive'
        foreach ($command in $commands) {
            $command.Parameters.ContainsKey('Session') | Should -Be ($command.Name -notin $onDisk + 'Connect-Wellcloud' + 'Get-WcSession') -Because $command.Name
        }
    }
}

Describe 'Importing' {
    It 'loads only the module''s assemblies into PowerShell 7' {
        $extra = Invoke-Shell @"
            `$null = Import-Module '$ModulePath' -PassThru
            [AppDomain]::CurrentDomain.GetAssemblies().Location | Where-Object { `$_ -like '$folder*' } | Split-Path -Leaf | Sort-Object
"@
        $extra | Should -Be @('Wellcloud.Client.dll', 'Wellcloud.Recordings.dll')
    }

    It 'adds only the cmdlets, and Remove-Module removes them' {
        Invoke-Shell @"
            function Look { @(Get-Command -CommandType Alias, Function, Cmdlet -ListImported; Get-Variable -Scope Global) | ForEach-Object Name | Sort-Object -Unique }
            `$seen = `$after = `$before = Look
            `$null = Compare-Object a b
            `$before = Look
            Import-Module '$ModulePath'
            `$seen = Look
            Remove-Module Wellcloud.Recordings
            `$after = Look
            Compare-Object `$before `$seen | ForEach-Object InputObject
            'and then'
            Compare-Object `$before `$after | ForEach-Object InputObject
"@ | Should -Be (@($commands.Name | Sort-Object) + 'and then')
    }

    It 'writes no error when repeated' {
        Invoke-Shell "Import-Module '$ModulePath'; Import-Module '$ModulePath' -Force; `$Error.Count" | Should -Be 0
    }

    It 'autoloads by the name of a cmdlet' {
        $before = $env:PSModulePath
        try {
            $env:PSModulePath = @((Split-Path $folder), $before) -join [IO.Path]::PathSeparator
            Invoke-Shell '$null -eq (Get-WcSession); (Get-Module Wellcloud.Recordings).Version -gt ''0.0''' | Should -Be @('True', 'True')
        }
        finally {
            $env:PSModulePath = $before
        }
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

    It 'ships with the netstandard2.0 build what the third-party notices list' {
        $noticed = [regex]::Matches((Get-Content (Join-Path $folder THIRD-PARTY-NOTICES.md) -Raw), '(?m)^\| ([\w.]+) \| ([\d.]+) \|') |
            ForEach-Object { "$($_.Groups[1])/$($_.Groups[2])" }
        $shipped = Get-ChildItem (Join-Path $folder netstandard2.0) -Filter *.dll | ForEach-Object BaseName | Where-Object { $_ -notlike 'Wellcloud.*' }
        $noticed -replace '/.*' | Should -Be ($shipped | Sort-Object)
        $build = [IO.Path]::Combine($PSScriptRoot, '..', '..', 'src', 'Wellcloud.Recordings', 'bin', 'Release', 'netstandard2.0')
        $built = (Get-Content (Join-Path $build Wellcloud.Recordings.deps.json) -Raw | ConvertFrom-Json -AsHashtable).libraries.Keys
        $noticed | Should -BeIn $built
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

    It 'shows Chinese messages in a Chinese shell' {
        Invoke-Shell @"
            [cultureinfo]::CurrentUICulture = 'zh-CN'
            Import-Module '$ModulePath'
            try { Get-WcRecording } catch { `$_.Exception.Message }
"@ | Should -Match '\p{IsCJKUnifiedIdeographs}'
    }
}

Describe 'The scripts' {
    It 'satisfy PSScriptAnalyzer: <_>' -Skip:(-not $analyzer) -ForEach @(
        Get-ChildItem (Split-Path (Split-Path $PSScriptRoot)) -Recurse -Include *.ps1, *.psm1, *.psd1 |
            Where-Object FullName -NotMatch '[\\/](out|bin|obj|\.git)[\\/]' |
            ForEach-Object { [IO.Path]::GetRelativePath((Split-Path (Split-Path $PSScriptRoot)), $_.FullName) }
    ) {
        # Functions use the parameters of their script, and scripts for people write to the host. Only Windows PowerShell needs a BOM, and only for text beyond ASCII.
        $exceptions = @('PSReviewUnusedParameter', 'PSAvoidUsingWriteHost', 'PSUseBOMForUnicodeEncodedFile')
        if ($_ -like 'tests*') {
            # Tests set variables for other blocks, start things without asking, and do what careless users do.
            $exceptions += 'PSUseDeclaredVarsMoreThanAssignments', 'PSUseShouldProcessForStateChangingFunctions', 'PSAvoidUsingConvertToSecureStringWithPlainText'
            $exceptions += 'PSAvoidUsingPlainTextForPassword', 'PSAvoidGlobalVars', 'PSAvoidUsingInvokeExpression'
        }

        Invoke-ScriptAnalyzer -Path (Join-Path $root $_) -ExcludeRule $exceptions -Severity Warning, Error, ParseError | ForEach-Object { "$($_.Line): $($_.RuleName) $($_.Message)" } | Should -BeNullOrEmpty
    }
    It 'has help: <_>' -ForEach 'build.ps1', 'tests/Pester/Invoke-Suite.ps1' {
        (Get-Help (Join-Path $root $_)).Synopsis | Should -Not -BeLike "*$(Split-Path $_ -Leaf)*"
    }

    It 'is readable by Windows PowerShell: <_>' -Skip:(-not $analyzer) -ForEach @(
        'Wellcloud.Recordings.psd1', 'tests/Pester/WindowsPowerShell.Tests.ps1'
        'docs/examples/nightly-archive.ps1', 'docs/examples/last-call.ps1', 'docs/examples/calls-by-agent.ps1'
    ) {
        $path = Join-Path $root $_
        $settings = @{ IncludeRules = @('PSUseCompatibleSyntax'); Rules = @{ PSUseCompatibleSyntax = @{ Enable = $true; TargetVersions = @('5.1') } } }
        Invoke-ScriptAnalyzer -Path $path -Settings $settings | ForEach-Object { "$($_.Line): $($_.Message)" } | Should -BeNullOrEmpty
        [IO.File]::ReadAllBytes($path) -gt 127 | Should -BeNullOrEmpty -Because 'it reads a file without a mark in the code page of the machine'
    }
}
