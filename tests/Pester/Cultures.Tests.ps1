BeforeDiscovery {
    $cultures = 'en-US', 'en-GB', 'de-DE', 'zh-CN', 'zh-HK', 'tr-TR', 'th-TH', 'ar-SA', 'fa-IR'
    $trips = foreach ($i in 0..8) {
        foreach ($step in 1, 4) {
            @{ Writer = $cultures[$i]; Reader = $cultures[($i + $step) % 9] }
        }
    }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Wellcloud.Testing.psm1') -Force
    Import-Module $ModulePath -Force
    $emulator = Start-Emulator --recordings 300 --audio-bytes 256
    Connect-Emulator $emulator
    $all = @(Get-WcRecording)
    $some = @($all | Where-Object State -EQ Success)[10..17]
    $cultureBefore = [cultureinfo]::CurrentCulture

    # Returns the file names of recordings in any form.
    function Get-Name {
        param([Parameter(ValueFromPipeline)] $InputObject)
        begin {
            $inputs = [Collections.Generic.List[object]]::new()
            $folder = Join-Path $TestDrive ([guid]::NewGuid())
        }

        process {
            $inputs.Add($InputObject)
        }

        end {
            $template = '{StartTime:yyyyMMdd-HHmmss}_{EndTime:HHmmss}_{Date}_{CallLength}_{Id}'
            $inputs | Save-WcRecordingAudio -Destination $folder -NameTemplate $template -PassThru | ForEach-Object { Split-Path -Leaf $_.Path } | Sort-Object
        }
    }

    $expected = $some | Get-Name
}

AfterAll {
    Stop-Emulator $emulator
    Remove-Module Wellcloud.Recordings
}

Describe 'A culture' {
    AfterEach {
        [cultureinfo]::CurrentCulture = $cultureBefore
    }

    It '<_> reads its own dates' -ForEach $cultures {
        [cultureinfo]::CurrentCulture = $_
        $day = $all[150].StartTime.Date
        $ids = @($all | Where-Object { $_.StartTime.DateTime -ge $day }).Id
        (Get-WcRecording -After $day.ToString('d')).Id | Should -Be $ids
        (Get-WcRecording -After $day.ToString('G')).Id | Should -Be $ids
        (Get-WcRecording -After (Get-Date $day -Format yyyy-MM-dd)).Id | Should -Be $ids
    }

    It '<_> reads forms with the year first as everybody does' -ForEach $cultures {
        [cultureinfo]::CurrentCulture = $_
        $start = $all[150].StartTime
        $ids = @($all | Where-Object Date -GE $start.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture)).Id
        foreach ($form in 'yyyy-MM-dd', 'yyyy.MM.dd', "yyyy'/'M'/'d", 'yyyyMMdd', 'yyyy年M月d日', 'yyyy-MM-dd HH:mm') {
            $text = [datetimeoffset]::new($start.Date, $start.Offset).ToString($form, [cultureinfo]::InvariantCulture)
            (Get-WcRecording -After $text).Id | Should -Be $ids -Because $text
        }

        (Get-WcRecording -After ([int]$start.ToString('yyyyMMdd', [cultureinfo]::InvariantCulture))).Id | Should -Be $ids
    }

    It '<_> matches ignoring case' -ForEach $cultures {
        [cultureinfo]::CurrentCulture = $_
        $ids = @($all | Where-Object CallDirection -EQ Inbound).Id
        (Get-WcRecording -CallDirection inb*).Id | Should -Be $ids
        (Get-WcRecording -CallDirection INBOUND).Id | Should -Be $ids
        (Get-WcRecording -CallDirection *NB?UND).Id | Should -Be $ids
    }

    It '<Writer> writes and <Reader> reads the same names' -ForEach $trips {
        [cultureinfo]::CurrentCulture = $Writer
        $csv = $some | ConvertTo-Csv
        $json = $some | ConvertTo-Json
        [cultureinfo]::CurrentCulture = $Reader
        $csv | ConvertFrom-Csv | Get-Name | Should -Be $expected
        $json | ConvertFrom-Json | Get-Name | Should -Be $expected
    }
}

Describe 'Recordings that went through <Form>' -ForEach @(
    @{ Form = 'CliXml'; Trip = { $some | Export-Clixml (Join-Path $TestDrive some.xml); Import-Clixml (Join-Path $TestDrive some.xml) } }
    @{ Form = 'CliXml in its shortest form'; Trip = { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($some, 2)) } }
    @{ Form = 'a selection of columns'; Trip = { $some | Select-Object Id, StartTime, EndTime, Date, CallLength } }
    @{ Form = 'JSON as hashtables'; Trip = { $some | ConvertTo-Json | ConvertFrom-Json -AsHashtable } }
) {
    It 'keep their names' {
        & $Trip | Get-Name | Should -Be $expected
    }
}

Describe 'Recordings from another machine' {
    It 'in the zone <Zone> and the culture <Culture> keep their names' -ForEach @(
        @{ Zone = 'America/New_York'; Culture = 'fa-IR' }
        @{ Zone = 'UTC'; Culture = 'th-TH' }
    ) {
        # The zone of a process is fixed when it starts.
        $before = $env:TZ
        $env:TZ = $Zone
        try {
            $folder = Join-Path $TestDrive ([guid]::NewGuid())
            $null = New-Item -ItemType Directory $folder
            $some | Export-Csv (Join-Path $folder in.csv)
            $some | ConvertTo-Json | Set-Content (Join-Path $folder in.json)
            $some | Export-Clixml (Join-Path $folder in.xml)
            $null = Invoke-Shell @"
                Import-Module '$ModulePath'
                [cultureinfo]::CurrentCulture = '$Culture'
                Connect-Wellcloud -BaseUri $($emulator.BaseUri) -Token $($emulator.Token)
                Set-Location '$folder'
                Import-Csv in.csv | Save-WcRecordingAudio -Destination csv
                Get-Content in.json -Raw | ConvertFrom-Json | Save-WcRecordingAudio -Destination json
                Import-Clixml in.xml | Save-WcRecordingAudio -Destination xml
                Import-Csv in.csv | Get-WcCallRecording | Where-Object Id -in (Import-Csv in.csv).Id | Export-Csv out.csv
"@
            $some | Save-WcRecordingAudio -Destination (Join-Path $folder here)
            $names = (Get-ChildItem (Join-Path $folder here) -Recurse -File).Name | Sort-Object
            $names.Count | Should -Be 8
            foreach ($form in 'csv', 'json', 'xml') {
                (Get-ChildItem (Join-Path $folder $form) -Recurse -File).Name | Sort-Object | Should -Be $names -Because $form
            }

            Import-Csv (Join-Path $folder out.csv) | Get-Name | Should -Be $expected
        }
        finally {
            $env:TZ = $before
        }
    }

    It 'take the offset of the session that the command uses' {
        $session = Connect-Wellcloud -BaseUri $emulator.BaseUri -Token $emulator.Token -UtcOffset -3 -NoDefault
        $folder = Join-Path $TestDrive offset
        $there = @(Get-WcRecording -Session $session -Id $some[0].Id)
        $saved = $there | ConvertTo-Json | ConvertFrom-Json | Save-WcRecordingAudio -Session $session -Destination $folder -PassThru
        $saved.Recording.StartTime.ToString('o') | Should -Be $there[0].StartTime.ToString('o')
        $session | Disconnect-Wellcloud
    }

    It 'keep the fields that the module does not know' {
        Add-Fault $emulator @{ kind = 'Status'; status = 200; endpoint = 'Recordings'; times = 1; body = (ConvertTo-Json @(, @{ id = $some[0].Id; queueName = 'sales' })) }
        $odd = Get-WcRecording
        $odd.AdditionalProperties['queueName'] | Should -Be sales
        foreach ($read in ($odd | ConvertTo-Json | ConvertFrom-Json), [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($odd, 2))) {
            $saved = $read | Save-WcRecordingAudio -Destination (Join-Path $TestDrive ([guid]::NewGuid())) -NameTemplate '{queueName}_{Id}' -PassThru
            Split-Path -Leaf $saved.Path | Should -BeLike 'sales_*'
        }
    }
}

Describe 'Words for times' {
    # Days apart, so that midnight may come while the test runs.
    BeforeEach {
        $now = [datetimeoffset]::UtcNow.ToOffset('08:00')
        $rows = foreach ($days in -30, -8, -6, -3, 0, 3) {
            @{ id = "$days"; startTime = $now.AddDays($days).ToString("yyyy'.'MM'.'dd HH':'mm':'ss", [cultureinfo]::InvariantCulture) }
        }
        Add-Fault $emulator @{ kind = 'Status'; status = 200; endpoint = 'Recordings'; body = (ConvertTo-Json $rows) }
    }

    AfterEach {
        Clear-Fault $emulator
    }

    It '-After <Word> finds <Ids>' -ForEach @(
        @{ Word = 'yesterday'; Ids = '0', '3' }
        @{ Word = '昨天'; Ids = '0', '3' }
        @{ Word = '-7d'; Ids = '-6', '-3', '0', '3' }
        @{ Word = '-48h'; Ids = '0', '3' }
        @{ Word = '-100m'; Ids = '0', '3' }
    ) {
        (Get-WcRecording -After $Word).Id | Should -Be $Ids
    }

    It '-Before <_> finds what is past' -ForEach 'today', '今天', 'now' {
        (Get-WcRecording -Before $_ -After -10d).Id | Where-Object { $_ -ne '0' } | Should -Be '-8', '-6', '-3'
    }

    It 'are typed without quotes' {
        (Get-WcRecording -After -7d -Before now).Id | Should -Contain '-6'
        (Get-WcRecording -After -7d).Id | Should -Not -Contain '-8'
    }
}

Describe 'A date that nobody can mean' {
    AfterEach {
        [cultureinfo]::CurrentCulture = $cultureBefore
    }

    It '<Text> in <Culture> is refused as <Read>' -ForEach @(
        @{ Culture = 'en-US'; Text = '2569-11-03'; Read = '2569-11-03' }
        @{ Culture = 'de-DE'; Text = '03.11.1483'; Read = '1483-11-03' }
        @{ Culture = 'zh-CN'; Text = '2026-02-30'; Read = '' }
        @{ Culture = 'fa-IR'; Text = '8001'; Read = '' }
    ) {
        [cultureinfo]::CurrentCulture = $Culture
        $fault = Get-Fault { Get-WcRecording -After $Text }
        $fault.FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentTransformationError,*'
        $fault.Exception.Message | Should -BeLike "*$Text*$Read*2026-11-22*"
    }
}
