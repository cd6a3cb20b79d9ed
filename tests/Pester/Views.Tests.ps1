BeforeDiscovery {
    $viewFile = Join-Path (Split-Path (Split-Path $PSScriptRoot)) 'module' 'Wellcloud.Recordings.Format.ps1xml'
    $typeNames = ([xml](Get-Content $viewFile -Raw)).SelectNodes('//TypeName').InnerText | Sort-Object -Unique
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Wellcloud.Testing.psm1') -Force
    Import-Module $ModulePath -Force
    $views = [xml](Get-Content (Join-Path (Split-Path $ModulePath) 'Wellcloud.Recordings.Format.ps1xml') -Raw)
    $emulator = Start-Emulator --recordings 300 --audio-bytes 3000
    Connect-Emulator $emulator
    $recordings = @(Get-WcRecording -First 150)
    $failed = Get-WcRecording -State Fail -First 1
    $path = Join-Path $TestDrive 'archive'
    $synced = Sync-WcRecordingArchive $path

    # The types are those of the module that is loaded, whichever of its assemblies they are in.
    $assemblies = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -in 'Wellcloud.Client', 'Wellcloud.Recordings' }
    function FindType($name) { $assemblies | ForEach-Object { $_.GetType($name) } | Select-Object -First 1 }
    function Lines($objects, $width) { ($objects | Out-String -Width $width) -split '\r?\n' | Where-Object { $_ } }
    function Cells($line) { $Host.UI.RawUI.LengthInBufferCells($line) }

    # What a host with colours would show, escapes and all.
    function Coloured($objects) {
        $PSStyle.OutputRendering = 'Ansi'
        ($objects | Out-String -Width 120) -split '\r?\n'
    }
}

AfterAll {
    Stop-Emulator $emulator
    Remove-Module Wellcloud.Recordings
}

Describe 'The file of views' {
    It 'holds no rows back' {
        $views.SelectNodes('//AutoSize').Count | Should -Be 0
    }

    It 'names a type that there is: <_>' -ForEach $typeNames {
        FindType $_ | Should -Not -BeNullOrEmpty
    }

    It 'names properties that there are: <_>' -ForEach $typeNames {
        $type = FindType $_
        $nodes = $views.SelectNodes("//View[ViewSelectedBy/TypeName='$_']")
        $scripts = $nodes.SelectNodes('.//ScriptBlock').InnerText | ForEach-Object { [scriptblock]::Create($_).Ast }
        $members = $scripts | ForEach-Object { $_.FindAll({ $args[0] -is [Management.Automation.Language.MemberExpressionAst] -and "$($args[0].Expression)" -eq '$_' }, $true) }
        $named = @($nodes.SelectNodes('.//PropertyName').InnerText) + @($members | ForEach-Object { "$($_.Member)" }) | Sort-Object -Unique
        $named.Count | Should -BeGreaterThan 2
        $named | Where-Object { -not $type.GetProperty($_) } | Should -BeNullOrEmpty
    }

    It 'calls methods that there are' {
        $calls = $views.SelectNodes('//ScriptBlock').InnerText | ForEach-Object {
            [scriptblock]::Create($_).Ast.FindAll({ $args[0] -is [Management.Automation.Language.InvokeMemberExpressionAst] -and $args[0].Static }, $true)
        }
        @($calls).Count | Should -BeGreaterThan 5
        foreach ($call in $calls) {
            $type = FindType $call.Expression.TypeName.FullName
            $type.GetMethods().Name | Should -Contain "$($call.Member)"
        }
    }

    It 'asks for colours before it uses them' {
        $views.SelectNodes('//ScriptBlock').InnerText | Where-Object { $_ -match '\$PSStyle\.' -and $_ -notmatch 'if \(\$PSStyle -and' } | Should -BeNullOrEmpty
    }

    It 'has what every command gives out' {
        $given = (Get-Command -Module Wellcloud.Recordings).OutputType.Type | Where-Object { $_ -and $_.Namespace -like 'Wellcloud*' } | Sort-Object -Unique
        $given.FullName | Where-Object { -not $views.SelectNodes("//TypeName[.='$_']").Count } | Should -BeNullOrEmpty
    }
}

Describe 'The table of recordings' {
    It 'fits <_> columns, and shows each id whole' -ForEach 80, 120 {
        $lines = Lines $recordings $_
        ($lines | ForEach-Object { Cells $_ } | Measure-Object -Maximum).Maximum | Should -BeLessOrEqual $_
        $lines.Count | Should -Be (2 + $recordings.Count)
        $recordings.Id | Where-Object { $id = $_; -not ($lines -like "$id *") } | Should -BeNullOrEmpty
    }

    It 'shows when, how long and which way at 80 columns, and who at 120' {
        (Lines $recordings 80)[0] | Should -Match '^Id +StartTime +Length +Direction'
        (Lines $recordings 120)[0] | Should -Match '^Id +StartTime +Length +Direction +State +Agent +Device'
    }

    It 'keeps its columns straight where names are Chinese' {
        $lines = Lines $recordings 120
        $column = $lines[0].IndexOf('Device')
        foreach ($line in $lines | Select-Object -Skip 2) {
            Cells $line.Substring(0, $line.LastIndexOf(' ') + 1) | Should -Be $column
        }
    }

    It 'writes the time on the service''s clock and the length as a person does' {
        $recording = $recordings[0]
        $line = (Lines $recording 120)[2]
        $line | Should -BeLike "*$($recording.StartTime.ToString('yyyy-MM-dd HH:mm:ss'))*"
        $line | Should -Match ('\b{0}:{1:00}\b' -f [math]::Floor($recording.CallLength / 60), ($recording.CallLength % 60))
    }

    It 'shows rows as they come' {
        $seen = [Collections.Generic.List[string]]::new()
        & { $recordings[0]; $seen.Add('the second is asked for'); $recordings[1] } | Out-String -Stream -Width 120 | ForEach-Object { $seen.Add($_) }
        $first = $seen.FindIndex({ $args[0] -like "$($recordings[0].Id)*" })
        $first | Should -BeGreaterOrEqual 0
        $first | Should -BeLessThan $seen.IndexOf('the second is asked for')
    }

    It 'shows a recording of which little is known' {
        $bare = [pscustomobject]@{ Id = 'only-an-id' } | ForEach-Object { ($_ | Save-WcRecordingAudio -Destination $TestDrive -PassThru -ErrorAction SilentlyContinue).Recording }
        (Lines $bare 120)[2].Trim() | Should -Be 'only-an-id'
    }
}

Describe 'Colours' {
    BeforeAll {
        $rendering = $PSStyle.OutputRendering
        $red = $PSStyle.Foreground.BrightRed
    }

    AfterEach {
        $PSStyle.OutputRendering = $rendering
    }

    It 'mark what failed' {
        Coloured $failed | Where-Object { $_.Contains("${red}Fail$($PSStyle.Reset)") } | Should -HaveCount 1
        Coloured (Get-WcArchivedRecording $path -Status Missing -First 1) | Where-Object { $_.Contains("${red}Missing") } | Should -HaveCount 1
        Coloured ($failed | Format-List) | Where-Object { $_.Contains("${red}Fail") } | Should -HaveCount 1
    }

    It 'leave alone what went well' {
        Coloured (Get-WcRecording -State Success -First 3) | Where-Object { $_.Contains($red) } | Should -BeNullOrEmpty
        Coloured (Get-WcArchivedRecording $path -Status Saved -First 3) | Where-Object { $_.Contains($red) } | Should -BeNullOrEmpty
        Coloured $synced | Where-Object { $_.Contains($red) } | Should -BeNullOrEmpty
    }

    It 'are none where the host has none' {
        $PSStyle.OutputRendering = 'PlainText'
        $failed | Out-String | Should -Not -BeLike "*`e*"
        $null = $failed | Out-String -OutVariable text
        $text | Should -Not -BeLike "*`e*"
    }

    It 'are none in a shell that knows none' {
        $state = [initialsessionstate]::CreateDefault2()
        $state.Variables.Remove('PSStyle', $null)
        $state.ImportPSModule($ModulePath)
        $shell = [powershell]::Create($state)
        try {
            $text = $shell.AddScript('if ($PSStyle) { throw "It is known." }; $args[0] | Out-String -Width 120').AddArgument($failed).Invoke()
            $shell.Streams.Error | Should -BeNullOrEmpty
            "$text" | Should -Match '\bFail\b'
            "$text" | Should -Not -BeLike "*`e*"
        }
        finally {
            $shell.Dispose()
        }
    }
}

Describe 'The other views' {
    It 'list a recording in full' {
        $text = $recordings[0] | Format-List | Out-String -Width 200
        foreach ($name in 'Id', 'CallId', 'Ani', 'Dnis', 'AgentName', 'FileName') {
            $text | Should -Match "(?m)^$name +: $([regex]::Escape($recordings[0].$name))\r?$"
        }

        $text | Should -Match '(?m)^FileSize +: [\d.,]+ (B|KB|MB)\r?$'
        $text | Should -Not -BeLike '*AdditionalProperties*'
    }

    It 'show where an outcome is, within <_> columns' -ForEach 80, 120 {
        $lines = Lines (Get-WcArchivedRecording $path -Status Saved -First 20) $_
        ($lines | ForEach-Object { Cells $_ } | Measure-Object -Maximum).Maximum | Should -BeLessOrEqual $_
        $lines[0] | Should -Match '^Status +Size +Elapsed +Path'
        $lines[2] | Should -Match '^Saved +2\.9 KB +([\d.]+ s)? .+'
    }

    It 'say why an outcome has no file' {
        $missing = Get-WcArchivedRecording $path -Status Missing -First 1
        (Lines $missing 200)[2] | Should -Match "^Missing +$($missing.Id)\b"
    }

    It 'show a session without its secret' {
        $text = (Get-WcSession | Out-String) + (Get-WcSession | Format-List | Out-String) + (Get-WcSession | Format-List * -Force | Out-String)
        $text | Should -BeLike "*$($emulator.BaseUri)*"
        $text | Should -Not -BeLike "*$($emulator.Token)*"
    }

    It 'show what a sync did, sizes and times as a person reads them' {
        $text = $synced | Out-String -Width 120
        $text | Should -Match '(?m)^Listed +: 300\r?$'
        $text | Should -Match '(?m)^Size +: [\d.]+ KB\r?$'
        $text | Should -Match '(?m)^Elapsed +: [\d.]+ s\r?$'
        $text | Should -BeLike "*$($synced.LedgerHead)*"
    }

    It 'show whether an archive is whole' {
        $text = Test-WcRecordingArchive $path | Out-String -Width 120
        $text | Should -Match '(?m)^IsValid +: True\r?$'
        $text | Should -Match '(?m)^Size +: [\d.]+ KB\r?$'
    }
}
