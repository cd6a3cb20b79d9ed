BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Wellcloud.Testing.psm1') -Force
    Import-Module $ModulePath -Force
    $emulator = Start-Emulator --recordings 80 --audio-bytes 1000
    Connect-Emulator $emulator
    $recordings = @(Get-WcRecording)
    $culture = [cultureinfo]::CurrentCulture
}

AfterAll {
    Stop-Emulator $emulator
    Remove-Module Wellcloud.Recordings
}

Describe 'A file of recordings' {
    AfterEach {
        [cultureinfo]::CurrentCulture = $culture
    }

    It 'round-trips under the culture <_> with the same file names' -ForEach 'en-US', 'zh-CN', 'de-DE', 'en-GB' {
        $direct, $file = (Join-Path $TestDrive "direct $_"), (Join-Path $TestDrive "$_.csv")
        $expected = $recordings | Save-WcRecordingAudio -Destination $direct -PassThru -ErrorAction SilentlyContinue | Where-Object Path | ForEach-Object { [IO.Path]::GetRelativePath($direct, $_.Path) }
        [cultureinfo]::CurrentCulture = $_
        $recordings | Export-Csv -LiteralPath $file
        $folder = Join-Path $TestDrive "csv $_"
        $saved = Import-Csv -LiteralPath $file | Save-WcRecordingAudio -Destination $folder -PassThru -ErrorAction SilentlyContinue
        $saved.Count | Should -Be 80
        $saved | Where-Object Path | ForEach-Object { [IO.Path]::GetRelativePath($folder, $_.Path) } | Sort-Object | Should -Be ($expected | Sort-Object)
    }

    It 'keeps the service''s values in a row' {
        $file = Join-Path $TestDrive 'rows.csv'
        $recordings | Export-Csv -LiteralPath $file
        $saved = Import-Csv -LiteralPath $file | Save-WcRecordingAudio -Destination (Join-Path $TestDrive rows) -PassThru -ErrorAction SilentlyContinue
        $read = $saved.Recording | Sort-Object Id
        $told = $recordings | Sort-Object Id
        foreach ($name in 'Id', 'CallId', 'CallDirection', 'State', 'CallLength', 'AgentName', 'DeviceId', 'Date', 'StartTime', 'Duration') {
            $read.$name | Should -Be $told.$name -Because $name
        }
    }

    It 'round-trips through JSON' {
        $saved = $recordings[0] | ConvertTo-Json | ConvertFrom-Json | Save-WcRecordingAudio -Destination (Join-Path $TestDrive json) -PassThru
        $saved.Recording.StartTime | Should -Be $recordings[0].StartTime
    }
}

Describe 'Recordings in the hands of other commands' {
    It 'group by agent and day' {
        $groups = @($recordings | Group-Object AgentName, Date)
        ($groups | Measure-Object Count -Sum).Sum | Should -Be 80
        foreach ($group in $groups) {
            $group.Values[0] | Should -Be $group.Group[0].AgentName
            $group.Values[1] | Should -Be $group.Group[0].StartTime.ToString('yyyy-MM-dd')
        }
    }

    It 'sum, sort and compare' {
        ($recordings | Measure-Object CallLength -Sum).Sum | Should -Be ($recordings.Duration.TotalSeconds | Measure-Object -Sum).Sum
        ($recordings | Sort-Object StartTime)[0].StartTime | Should -Be ($recordings.StartTime | Measure-Object -Minimum).Minimum
        Compare-Object $recordings @(Get-WcRecording) -Property Id | Should -BeNullOrEmpty
    }

    It 'take the session from $PSDefaultParameterValues' {
        Get-WcSession | Disconnect-Wellcloud
        $session = Connect-Wellcloud -BaseUri $emulator.BaseUri -Token $emulator.Token -NoDefault
        try {
            $PSDefaultParameterValues = @{ '*-Wc*:Session' = $session }
            @(Get-WcRecording -First 3).Count | Should -Be 3
            @(Get-WcRecording -First 1 | Get-WcCallRecording).Count | Should -BeGreaterThan 0
        }
        finally {
            $PSDefaultParameterValues = @{}
            $session | Disconnect-Wellcloud
            Connect-Emulator $emulator
        }
    }
}

Describe '-UtcOffset' {
    It 'reads <Given>' -ForEach @(
        @{ Given = '+08:00'; Offset = '08:00' }
        @{ Given = '8'; Offset = '08:00' }
        @{ Given = ' +8 '; Offset = '08:00' }
        @{ Given = '-3'; Offset = '-03:00' }
        @{ Given = 5.75; Offset = '05:45' }
        @{ Given = '9:30'; Offset = '09:30' }
        @{ Given = [timespan]::Zero; Offset = '00:00' }
        @{ Given = 0; Offset = '00:00' }
        @{ Given = -14; Offset = '-14:00' }
    ) {
        $session = Connect-Wellcloud -BaseUri $emulator.BaseUri -Token $emulator.Token -UtcOffset $Given -NoDefault
        $session.UtcOffset | Should -Be ([timespan]$Offset)
        (Get-WcRecording -Session $session -First 1).StartTime.Offset | Should -Be ([timespan]$Offset)
        $session | Disconnect-Wellcloud
    }

    It 'refuses <_> and shows valid forms' -ForEach 'Beijing', '+25:00', 15, '', '08:00:30', ([timespan]'1.00:00:00') {
        { Connect-Wellcloud -BaseUri $emulator.BaseUri -Token x -NoDefault -UtcOffset $_ } | Should -Throw "*+08:00*hours*" -ErrorId 'ParameterArgumentTransformationError,*'
    }

    It 'applies to times without a zone' {
        $session = Connect-Wellcloud -BaseUri $emulator.BaseUri -Token $emulator.Token -UtcOffset 0 -NoDefault
        $text = $recordings[40].StartTime.ToString('yyyy-MM-dd HH:mm:ss')
        $at = Get-WcRecording -Session $session -After $text -First 1
        $at.StartTime.ToString('yyyy-MM-dd HH:mm:ss') | Should -Be $text
        $at.StartTime.Offset | Should -Be ([timespan]::Zero)
        $session | Disconnect-Wellcloud
    }
}

Describe '-Confirm' {
    It 'makes <_> ask before it sends a request or writes a file' -ForEach @(
        'Save-WcRecordingAudio a', 'Sync-WcRecordingArchive .', 'Save-WcRecordingBatch', 'Save-WcRecordingListing list.json'
    ) {
        Clear-Fault $emulator
        $folder = New-Item -ItemType Directory (Join-Path $TestDrive (New-Guid))
        $said = Invoke-Shell "Import-Module '$ModulePath'; Connect-Wellcloud -BaseUri $($emulator.BaseUri) -Token $($emulator.Token); Set-Location '$folder'; $_ -Confirm" 2>&1
        "$said" | Should -BeLike '*NonInteractive*'
        Get-EmulatorRequest $emulator | Should -BeNullOrEmpty
        Get-ChildItem $folder -Force | Should -BeNullOrEmpty
    }
}

Describe 'A text that cannot be a path' {
    It 'is refused by <Name>, which says so' -ForEach @(
        @{ Name = 'Save -Destination'; Command = { Save-WcRecordingAudio a -Destination $path } }
        @{ Name = 'Save -OutFile'; Command = { Save-WcRecordingAudio a -OutFile $path } }
        @{ Name = 'Save batch -Destination'; Command = { Save-WcRecordingBatch -Destination $path } }
        @{ Name = 'Save batch -OutFile'; Command = { Save-WcRecordingBatch -OutFile $path } }
        @{ Name = 'Save listing'; Command = { Save-WcRecordingListing -OutFile $path } }
        @{ Name = 'Sync -Path'; Command = { Sync-WcRecordingArchive -Path $path } }
        @{ Name = 'Sync -ListingPath'; Command = { Sync-WcRecordingArchive -Path $TestDrive/archive -ListingPath $path } }
        @{ Name = 'Get -ListingPath'; Command = { Get-WcRecording -ListingPath $path } }
        @{ Name = 'Get archived'; Command = { Get-WcArchivedRecording -Path $path } }
        @{ Name = 'Test'; Command = { Test-WcRecordingArchive -Path $path } }
        @{ Name = 'Remove -Path'; Command = { Remove-WcArchivedRecording -Path $path -Id a -Reason old -Confirm:$false } }
        @{ Name = 'Export -Path'; Command = { Export-WcRecordingCatalog -Path $path } }
        @{ Name = 'Export -OutFile'; Command = { Export-WcRecordingCatalog -Path $TestDrive -OutFile $path } }
        @{ Name = 'Open -Player'; Command = { Open-WcRecordingAudio a -Player "./$path" } }
    ) {
        $path = "a`0b"
        $fault = Get-Fault $Command
        $fault.FullyQualifiedErrorId | Should -BeLike 'WriteFailed,*'
        "$fault" | Should -Match "a$([char]0x2400)b' is not a path"
        $fault.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'is not in an archive' {
        $fault = Get-Fault { [pscustomobject]@{ Id = 'a'; Path = "a`0b"; Status = 'Saved' } | Remove-WcArchivedRecording -Reason old -Confirm:$false }
        $fault.FullyQualifiedErrorId | Should -BeLike 'RecordingNotFound,*'
    }
}
