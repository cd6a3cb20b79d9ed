# What new users type after reading only the help, in both languages. Each of these lines must do what it says.
BeforeDiscovery {
    $cultures = 'en-US', 'en-GB', 'de-DE', 'zh-CN', 'zh-HK', 'tr-TR', 'th-TH', 'ar-SA', 'fa-IR'
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Wellcloud.Testing.psm1') -Force
    Import-Module $ModulePath -Force
    $emulator = Start-Emulator --recordings 40 --audio-bytes 2000
    Connect-Emulator $emulator
    $known = @(Get-WcRecording -State Success -First 12).Id
    $cultureBefore = [cultureinfo]::CurrentCulture

    function Get-ServiceDay { [datetimeoffset]::UtcNow.ToOffset('08:00').Date }

    # Calls of known recordings at times counted from today.
    function Add-Call {
        $noon = (Get-ServiceDay).AddHours(12)
        $calls = @(
            @{ Days = -9; Length = 600; Agent = '张三'; Direction = 'Inbound'; Ani = '13800138000@acme.cc' }
            @{ Days = -1; Length = 119; Agent = '张三'; Direction = 'Inbound'; Ani = '13800138000@acme.cc' }
            @{ Days = -1; Length = 120; Agent = '张三'; Direction = 'Inbound'; Ani = '13900139000@acme.cc' }
            @{ Days = -1; Length = 500; Agent = '张三'; Direction = 'Outbound'; Dnis = '13800138000@acme.cc' }
            @{ Days = -1; Length = 500; Agent = '李四'; Direction = 'Inbound'; Ani = '02155551234@acme.cc' }
            @{ Days = 0; Length = 30; Agent = '李四'; Direction = 'Inbound'; Device = '8001@acme.cc' }
            @{ Days = 0; Length = 90; Agent = '李四'; Direction = 'Inbound'; Device = '8001@acme.cc' }
            @{ Days = 0; Length = 60; Agent = '李四'; Direction = 'Internal'; Device = '8002@acme.cc' }
            @{ Days = 0; Length = 10; Agent = '王五'; Direction = 'Inbound'; State = 'Fail' }
        )
        $rows = for ($i = 0; $i -lt $calls.Count; $i++) {
            $call = $calls[$i]
            @{
                id            = $known[$i]
                startTime     = $noon.AddDays($call.Days).AddMinutes($i).ToString("yyyy'.'MM'.'dd HH':'mm':'ss", [cultureinfo]::InvariantCulture)
                callLength    = $call.Length
                agentName     = $call.Agent
                callDirection = $call.Direction
                state         = $call['State'] ?? 'Success'
                ani           = $call['Ani']
                dnis          = $call['Dnis']
                deviceId      = $call['Device'] ?? '8009@acme.cc'
            }
        }

        Clear-Fault $emulator
        Add-Fault $emulator @{ kind = 'Status'; status = 200; endpoint = 'Recordings'; body = (ConvertTo-Json $rows) }
    }

    # Runs a test that says today or yesterday, again if midnight passed meanwhile.
    function Invoke-Today([scriptblock] $Test) {
        do {
            $day, $fault = (Get-ServiceDay), $null
            Add-Call
            try { & $Test }
            catch { $fault = $_ }
        } until ($day -eq (Get-ServiceDay))

        if ($fault) {
            throw $fault
        }
    }
}

AfterAll {
    Stop-Emulator $emulator
    Remove-Module Wellcloud.Recordings
}

Describe 'Typed first' {
    BeforeAll {
        Add-Call
    }

    BeforeEach {
        Push-Location (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid())))
        $WarningPreference = 'SilentlyContinue'
    }

    AfterEach {
        Pop-Location
        [cultureinfo]::CurrentCulture = $cultureBefore
    }

    It 'yesterday''s long inbound calls of an agent in <_>' -ForEach $cultures {
        [cultureinfo]::CurrentCulture = $_
        Invoke-Today {
            foreach ($length in 120, '120', '2:00', '2m', '2min', '2 minutes', '2分钟', '2：00', [timespan]'00:02') {
                (Get-WcRecording -After yesterday -Before today -CallDirection Inbound -AgentName 张三 -MinimumLength $length).Id | Should -Be $known[2] -Because $length
                (Get-WcRecording -After 昨天 -Before 今天 -CallDirection 呼入 -AgentName 张三 -MinimumLength $length).Id | Should -Be $known[2] -Because $length
            }
        }

        (Get-WcRecording -After -1w -AgentName 张三).Count | Should -Be 3
        (Get-WcRecording -After -2w -Before 前天 -AgentName 张三).Id | Should -Be $known[0]
        (Get-WcRecording -After -1y).Count | Should -Be 9
    }

    It 'all calls of a number, in a folder for each agent' {
        Get-WcRecording | Where-Object { $_.Ani, $_.Dnis -like '13800138000*' } | Save-WcRecordingAudio -Destination calls -NameTemplate '{AgentName}/{Id}'
        (Get-ChildItem calls/张三).BaseName | Sort-Object | Should -Be ($known[0, 1, 3] | Sort-Object)
        Get-WcRecording -Ani 13800138000 | Save-WcRecordingAudio -Destination 录音 -NameTemplate '｛AgentName｝/｛Id｝'
        (Get-ChildItem 录音/张三).BaseName | Sort-Object | Should -Be ($known[0, 1] | Sort-Object)
    }

    It 'a spreadsheet that Excel reads in <_>' -ForEach $cultures {
        [cultureinfo]::CurrentCulture = $_
        $start = @{ n = 'Start'; e = { "$($_.Date) $($_.StartTime.TimeOfDay)" } }
        Get-WcRecording -After -7d | Select-Object $start, AgentName, CallLength | Export-Csv week.csv -Encoding utf8BOM
        $rows = @(Import-Csv week.csv)
        $rows.Count | Should -Be 8
        $rows.Start | Should -Match '^20\d\d-\d\d-\d\d 12:\d\d:00$'
        [IO.File]::ReadAllBytes("$PWD/week.csv")[0..2] | Should -Be (0xEF, 0xBB, 0xBF)
    }

    It 'a nightly archive with retention' {
        (Sync-WcRecordingArchive archive).Saved | Should -Be 8
        Remove-WcArchivedRecording -Path archive -Before -1w -Reason retention -Confirm:$false
        (Sync-WcRecordingArchive archive).Removed | Should -Be 1
        Remove-WcArchivedRecording -Path archive -Before -3y -Reason retention -Confirm:$false
        Test-WcRecordingArchive archive -Quiet | Should -BeTrue
    }

    It 'the three longest calls of today' {
        Invoke-Today {
            (Get-WcRecording -After today | Sort-Object CallLength -Descending | Select-Object -First 3).Id | Should -Be $known[6, 7, 5]
            (Get-WcRecording -After 今天 | Sort-Object Duration -Descending -Top 3).Id | Should -Be $known[6, 7, 5]
        }
    }

    It 'the last call of an extension, to listen' -Skip:$IsWindows {
        Set-Content player.sh "#!/bin/sh`ncat > '$PWD/played.mp3'"
        chmod +x player.sh
        Get-WcRecording -DeviceId 8001 | Sort-Object StartTime | Select-Object -Last 1 | Open-WcRecordingAudio -Player ./player.sh
        $id = $known[6]
        $expected = 0..39 | ForEach-Object { Get-EmulatorRecording $emulator $_ } | Where-Object id -EQ $id
        (Get-FileHash played.mp3).Hash | Should -Be $expected.audioSha256
    }

    It 'the agents whose recordings are missing' {
        (Get-WcRecording -State Fail | Group-Object AgentName).Name | Should -Be 王五
        (Get-WcRecording -State 失败 | Group-Object AgentName).Name | Should -Be 王五
    }

    It 'a count for each agent and day' {
        $groups = Get-WcRecording -After -3d | Group-Object AgentName, Date -NoElement
        ($groups | Measure-Object Count -Sum).Sum | Should -Be 8
        $groups.Count | Should -Be 4
    }

    It 'a list of ids in a file: <Name>' -ForEach @(
        @{ Name = 'a column Id'; Type = { $args | ForEach-Object { [pscustomobject]@{ Id = $_ } } | Export-Csv ids.csv; Import-Csv ids.csv | Save-WcRecordingAudio -Destination s -PassThru } }
        @{ Name = 'a column RecordingId'; Type = { $args | ForEach-Object { [pscustomobject]@{ RecordingId = $_ } } | Export-Csv ids.csv; Import-Csv ids.csv | Save-WcRecordingAudio -Destination s -PassThru } }
        @{ Name = 'a column of another name'; Type = { $args | ForEach-Object { [pscustomobject]@{ 录音编号 = $_ } } | Export-Csv ids.csv; Import-Csv ids.csv | Select-Object @{ n = 'Id'; e = '录音编号' } | Save-WcRecordingAudio -Destination s -PassThru } }
        @{ Name = 'lines'; Type = { $args | Set-Content ids.txt; Get-Content ids.txt | Save-WcRecordingAudio -Destination s -PassThru } }
        @{ Name = 'lines to -Id'; Type = { $args | Set-Content ids.txt; Save-WcRecordingAudio -Id (Get-Content ids.txt) -Destination s -PassThru } }
    ) {
        $two = $known[0, 1]
        $saved = & $Type @two
        $saved.Id | Sort-Object | Should -Be ($known[0, 1] | Sort-Object)
        $saved.Status | Select-Object -Unique | Should -Be 'Saved'
    }

    It 'a column with another name: the error says how to rename it' {
        "$(Get-Fault { [pscustomobject]@{ 录音编号 = $known[0] } | Save-WcRecordingAudio })" | Should -BeLike "*Select-Object @{ n = 'Id'*"
    }

    It 'one damaged file again' {
        $null = Get-WcRecording -Id $known[1] | Save-WcRecordingAudio -Destination calls
        $file = Get-ChildItem calls -Recurse -File
        Set-Content -LiteralPath $file.FullName damaged
        Get-WcRecording -Id $known[1] | Save-WcRecordingAudio -Destination calls -Force
        (Get-ChildItem calls -Recurse -File).FullName | Should -Be $file.FullName
        (Get-Item -LiteralPath $file.FullName).Length | Should -Be 2000

        $null = Sync-WcRecordingArchive archive
        $file = (Get-WcArchivedRecording archive -Id $known[1]).Path
        Set-Content -LiteralPath $file damaged
        (Sync-WcRecordingArchive archive -Id $known[1] -Force).Saved | Should -Be 1
        Test-WcRecordingArchive archive -Quiet | Should -BeTrue
    }
}

Describe 'A number that begins with 0' {
    BeforeAll {
        Add-Call
    }

    AfterEach {
        [cultureinfo]::CurrentCulture = $cultureBefore
    }

    It 'is found in quotes or alone; without quotes in a list, a warning asks for them, in <_>' -ForEach $cultures {
        [cultureinfo]::CurrentCulture = $_
        (Get-WcRecording -Ani '02155551234', 13700000000).Id | Should -Be $known[4]
        (Get-WcRecording -Ani 02155551234).Id | Should -Be $known[4]
        $null = Get-WcRecording -Ani 02155551234, 13700000000 -WarningVariable warnings -WarningAction SilentlyContinue
        @($warnings) -like "*-Ani '02155551234'*" | Should -HaveCount 1
        $null = Sync-WcRecordingArchive (Join-Path $TestDrive ([guid]::NewGuid())) -Ani 02155551234, 13700000000 -WarningVariable warnings -WarningAction SilentlyContinue
        @($warnings) -like "*-Ani '02155551234'*" | Should -HaveCount 1
    }
}
