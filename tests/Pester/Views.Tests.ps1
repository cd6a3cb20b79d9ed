BeforeDiscovery {
    $viewFile = Join-Path (Split-Path (Split-Path $PSScriptRoot)) 'src' 'Wellcloud.Recordings' 'Views' 'Wellcloud.Recordings.Format.ps1xml'
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

    # Finds a type of the loaded module in any of its assemblies.
    $assemblies = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { -not $_.IsDynamic -and $_.Location -and (Split-Path $_.Location -Leaf) -in 'Wellcloud.Client.dll', 'Wellcloud.Recordings.dll' }
    function FindType($name) { $assemblies | ForEach-Object { $_.GetType($name) } | Select-Object -First 1 }
    function Lines($objects, $width) { ($objects | Out-String -Width $width) -split '\r?\n' | Where-Object { $_ } }
    function Cells($line) { $Host.UI.RawUI.LengthInBufferCells($line) }

    # Returns what a host with colours shows, including escape sequences.
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
    It 'does not delay rows' {
        $views.SelectNodes('//AutoSize').Count | Should -Be 0
    }

    It 'names an existing type: <_>' -ForEach $typeNames {
        FindType $_ | Should -Not -BeNullOrEmpty
    }

    It 'names existing properties: <_>' -ForEach $typeNames {
        $type = FindType $_
        $nodes = $views.SelectNodes("//View[ViewSelectedBy/TypeName='$_']")
        $scripts = $nodes.SelectNodes('.//ScriptBlock').InnerText | ForEach-Object { [scriptblock]::Create($_).Ast }
        $members = $scripts | ForEach-Object { $_.FindAll({ $args[0] -is [Management.Automation.Language.MemberExpressionAst] -and "$($args[0].Expression)" -eq '$_' }, $true) }
        $named = @($nodes.SelectNodes('.//PropertyName').InnerText) + @($members | ForEach-Object { "$($_.Member)" }) | Sort-Object -Unique
        $named.Count | Should -BeGreaterThan 2
        $named | Where-Object { -not $type.GetProperty($_) } | Should -BeNullOrEmpty
    }

    It 'has headings and labels that are properties: <_>' -ForEach $typeNames {
        $type = FindType $_
        $labels = $views.SelectNodes("//View[ViewSelectedBy/TypeName='$_']//Label").InnerText | ForEach-Object { $_ -replace '\s' }
        $labels | Where-Object { -not $type.GetProperty($_) } | Should -BeNullOrEmpty
    }

    It 'calls existing methods' {
        $calls = $views.SelectNodes('//ScriptBlock').InnerText | ForEach-Object {
            [scriptblock]::Create($_).Ast.FindAll({ $args[0] -is [Management.Automation.Language.InvokeMemberExpressionAst] -and $args[0].Static }, $true)
        }
        @($calls).Count | Should -BeGreaterThan 5
        foreach ($call in $calls) {
            $type = FindType $call.Expression.TypeName.FullName
            $type.GetMethods().Name | Should -Contain "$($call.Member)"
        }
    }

    It 'checks for colours before it uses them' {
        $views.SelectNodes('//ScriptBlock').InnerText | Where-Object { $_ -match '\$PSStyle\.' -and $_ -notmatch 'if \(\$PSStyle -and' } | Should -BeNullOrEmpty
    }

    It 'has a view for the output of every command' {
        $given = (Get-Command -Module Wellcloud.Recordings).OutputType.Type | Where-Object { $_ -and $_.Namespace -like 'Wellcloud*' } | Sort-Object -Unique
        $given.FullName | Where-Object { -not $views.SelectNodes("//TypeName[.='$_']").Count } | Should -BeNullOrEmpty
    }
}

Describe 'The table of recordings' {
    It 'fits <_> columns with complete ids' -ForEach 80, 120 {
        $lines = Lines $recordings $_
        ($lines | ForEach-Object { Cells $_ } | Measure-Object -Maximum).Maximum | Should -BeLessOrEqual $_
        $lines.Count | Should -Be (3 + $recordings.Count)
        $recordings.Id | Where-Object { $id = $_; -not ($lines -like "* $id *") } | Should -BeNullOrEmpty
    }

    It 'shows time, duration, direction, id and agent at 80 columns, and the caller at 120' {
        $narrow = Lines $recordings 80
        $narrow[0] | Should -Match '^StartTime +Duration Call +Id +Agent$'
        $narrow[1] | Should -Match '^ +Direction +Name$'
        $wide = Lines $recordings 120
        $wide[0] | Should -Match '^StartTime +Duration Call +Id +Agent +State +DeviceId +Ani$'
        $recording = $recordings | Where-Object { $_.CallDirection -eq 'Inbound' -and $_.AgentName.Length -eq 3 } | Select-Object -First 1
        $line = (Lines $recording 80)[3]
        $line | Should -BeLike "$($recording.StartTime.ToString('yyyy-MM-dd HH:mm')) * Inbound * $($recording.Id) $($recording.AgentName)*"
    }

    It 'aligns columns with Chinese names' {
        $lines = Lines $recordings 120
        $column = $lines[0].IndexOf('State')
        foreach ($line in $lines | Select-Object -Skip 3) {
            Cells $line.Substring(0, $line.LastIndexOf([string]($line -match ' (Success|Fail) ' ? $Matches[1] : '?'))) | Should -Be $column
        }
    }

    It 'shows times in the session''s offset and lengths as minutes and seconds' {
        $recording = $recordings[0]
        $line = (Lines $recording 120)[3]
        $line | Should -BeLike "*$($recording.StartTime.ToString('yyyy-MM-dd HH:mm')) *"
        $line | Should -Match ('\b{0}:{1:00}\b' -f [math]::Floor($recording.CallLength / 60), ($recording.CallLength % 60))
    }

    It 'shows rows as they arrive' {
        $seen = [Collections.Generic.List[string]]::new()
        & { $recordings[0]; $seen.Add('the second is asked for'); $recordings[1] } | Out-String -Stream -Width 120 | ForEach-Object { $seen.Add($_) }
        $first = $seen.FindIndex({ $args[0] -like "*$($recordings[0].Id)*" })
        $first | Should -BeGreaterOrEqual 0
        $first | Should -BeLessThan $seen.IndexOf('the second is asked for')
    }

    It 'shows a recording with few fields' {
        $bare = [pscustomobject]@{ Id = 'only-an-id' } | ForEach-Object { ($_ | Save-WcRecordingAudio -Destination $TestDrive -PassThru -ErrorAction SilentlyContinue).Recording }
        (Lines $bare 120)[3].Trim() | Should -Be 'only-an-id'
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

    It 'mark failures' {
        Coloured $failed | Where-Object { $_.Contains("${red}Fail$($PSStyle.Reset)") } | Should -HaveCount 1
        Coloured (Get-WcArchivedRecording $path -Status Missing -First 1) | Where-Object { $_.Contains("${red}Missing") } | Should -HaveCount 1
        Coloured ($failed | Format-List) | Where-Object { $_.Contains("${red}Fail") } | Should -HaveCount 1
    }

    It 'do not mark successes' {
        Coloured (Get-WcRecording -State Success -First 3) | Where-Object { $_.Contains($red) } | Should -BeNullOrEmpty
        Coloured (Get-WcArchivedRecording $path -Status Saved -First 3) | Where-Object { $_.Contains($red) } | Should -BeNullOrEmpty
        Coloured $synced | Where-Object { $_.Contains($red) } | Should -BeNullOrEmpty
    }

    It 'are absent in a host without colours' {
        $PSStyle.OutputRendering = 'PlainText'
        $failed | Out-String | Should -Not -BeLike "*`e*"
        $null = $failed | Out-String -OutVariable text
        $text | Should -Not -BeLike "*`e*"
    }

    It 'are absent in a shell without $PSStyle' {
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
    It 'list all properties of a recording' {
        $text = $recordings[0] | Format-List | Out-String -Width 200
        foreach ($name in 'Id', 'CallId', 'Ani', 'Dnis', 'AgentName', 'FileName') {
            $text | Should -Match "(?m)^$name +: $([regex]::Escape($recordings[0].$name))\r?$"
        }

        $text | Should -Match '(?m)^FileSize +: [\d.,]+ (B|KB|MB)\r?$'
        $text | Should -Not -BeLike '*AdditionalProperties*'
    }

    It 'show the call of an outcome within <_> columns' -ForEach 80, 120 {
        $saved = @(Get-WcArchivedRecording $path -Status Saved -CallDirection Inbound -First 20)
        $lines = Lines $saved $_
        ($lines | ForEach-Object { Cells $_ } | Measure-Object -Maximum).Maximum | Should -BeLessOrEqual $_
        $lines[0] | Should -Match '^StartTime +Duration Call +Id +Agent'
        $lines[3] | Should -BeLike "$($saved[0].StartTime.ToString('yyyy-MM-dd HH:mm')) * $($saved[0].CallDirection) * $($saved[0].Id) $($saved[0].AgentName.Substring(0, 2))*"
    }

    It 'keep the end of a long path' {
        $saved = Get-WcArchivedRecording $path -Status Saved -First 1
        $lines = Lines $saved 400
        $lines[0] | Should -Match 'Status +Path$'
        $shown = $lines[3].TrimEnd().Split(' ')[-1]
        $saved.Path | Should -BeLike ($shown -replace '…', '*')
        $shown | Should -BeLike "*$($saved.Id.Substring(30)).mp3"
    }

    It 'shorten Chinese paths by cells, in the middle' {
        $view = FindType 'Wellcloud.Recordings.Views.View'
        $shown = ($view::Some([string[]]@("/a/$('录音' * 600)_id.mp3"), '/a', $Host) -split "`n")[1]
        Cells $shown | Should -BeLessOrEqual ($Host.UI.RawUI.BufferSize.Width - 18)
        Cells $shown | Should -BeGreaterThan ($Host.UI.RawUI.BufferSize.Width - 22)
        $shown | Should -Match '^(录音)+录?…音?(录音)+_id\.mp3$'
    }

    It 'show in a list why an outcome has no file' {
        $missing = Get-WcArchivedRecording $path -Status Missing -First 1
        $missing | Format-List | Out-String -Width 400 | Should -Match "(?m)^Error +: $([regex]::Escape($missing.Error))"
    }

    It 'count absent files and name the first ones' {
        $copy = Join-Path $TestDrive copy
        Copy-Item $path $copy -Recurse
        $gone = @(Get-WcArchivedRecording $copy -Status Saved | Select-Object -First 4)
        $gone.Path | Remove-Item
        $lines = (Test-WcRecordingArchive $copy | Out-String -Width 120) -split '\r?\n'
        $first = $lines.IndexOf(($lines -match '^Absent')[0])
        $lines[$first] | Should -Match ': 4$'
        $lines[$first + 1] | Should -Match '^ +\d{4}[\\/].*\.mp3$'
        $lines[$first + 4].Trim() | Should -Be '…'
    }

    It 'show a session without its secret' {
        $text = (Get-WcSession | Out-String) + (Get-WcSession | Format-List | Out-String) + (Get-WcSession | Format-List * -Force | Out-String)
        $text | Should -BeLike "*$($emulator.BaseUri)*"
        $text | Should -Not -BeLike "*$($emulator.Token)*"
    }

    It 'show the result of a sync with readable sizes and times' {
        $text = $synced | Out-String -Width 120
        $text | Should -Match '(?m)^Listed +: 300\r?$'
        $text | Should -Match '(?m)^Bytes +: [\d.]+ KB\r?$'
        $text | Should -Match '(?m)^Elapsed +: [\d.]+ s\r?$'
        # In one line, or in two lines of equal length if the window is too narrow.
        $text -replace '\s' | Should -BeLike "*LedgerHead:$($synced.LedgerHead)"
    }

    It 'show whether an archive is valid' {
        $text = Test-WcRecordingArchive $path | Out-String -Width 120
        $text | Should -Match '(?m)^IsValid +: True\r?$'
        $text | Should -Match '(?m)^Bytes +: [\d.]+ KB\r?$'
    }
}
