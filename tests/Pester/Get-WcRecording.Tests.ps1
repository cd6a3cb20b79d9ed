BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Wellcloud.Testing.psm1') -Force
    Import-Module $ModulePath -Force
    $emulator = Start-Emulator --recordings 500
    Connect-Emulator $emulator
    $all = @(Get-WcRecording)
}

AfterAll {
    Stop-Emulator $emulator
    Remove-Module Wellcloud.Recordings
}

Describe 'Get-WcRecording' {
    BeforeEach {
        Clear-Fault $emulator
    }

    It 'returns every recording as a typed object' {
        $all.Count | Should -Be 500
        $all[0].PSObject.TypeNames[0] | Should -Be 'Wellcloud.Client.Recording'
        $row = Get-EmulatorRecording $emulator 0
        $all[0].Id | Should -Be $row.id
        $all[0].AgentName | Should -Be $row.agentName
        $all[0].StartTime | Should -BeOfType ([DateTimeOffset])
        $all[0].StartTime.ToString('yyyy.MM.dd HH:mm:ss zzz') | Should -Be "$($row.startTime) +08:00"
    }

    It 'sends one request, with the token and for JSON' {
        $null = Get-WcRecording
        $requests = @(Get-EmulatorRequest $emulator)
        $requests.Count | Should -Be 1
        $requests[0].authorizationMatches | Should -BeTrue
        $requests[0].accept | Should -Be 'application/json'
    }

    It 'filters by <Name>' -ForEach @(
        @{ Name = 'direction'; With = @{ CallDirection = 'inbound' }; Where = { $_.CallDirection -eq 'Inbound' } }
        @{ Name = 'two directions'; With = @{ CallDirection = 'Inbound', 'Pre*' }; Where = { $_.CallDirection -eq 'Inbound' -or $_.CallDirection -like 'Pre*' } }
        @{ Name = 'state'; With = @{ State = 'Fail' }; Where = { $_.State -eq 'Fail' } }
        @{ Name = 'agent, by a Chinese wildcard'; With = @{ AgentName = '张*' }; Where = { $_.AgentName -like '张*' } }
        @{ Name = 'device'; With = @{ DeviceId = '80?1@*' }; Where = { $_.DeviceId -like '80?1@*' } }
        @{ Name = 'caller'; With = @{ Ani = '80*' }; Where = { $_.Ani -like '80*' } }
        @{ Name = 'length'; With = @{ MinimumLength = 30; MaximumLength = 90 }; Where = { $_.CallLength -ge 30 -and $_.CallLength -le 90 } }
        @{ Name = 'several at once'; With = @{ State = 'Success'; MinimumLength = 100; CallDirection = 'Outbound' }; Where = { $_.State -eq 'Success' -and $_.CallLength -ge 100 -and $_.CallDirection -eq 'Outbound' } }
    ) {
        $expected = @($all | Where-Object $Where)
        $expected.Count | Should -BeGreaterThan 0
        (Get-WcRecording @With).Id | Should -Be $expected.Id
    }

    It 'includes -After and excludes -Before, both in the session''s offset' {
        $from, $to = $all[100].StartTime, $all[200].StartTime
        $expected = @($all | Where-Object { $_.StartTime -ge $from -and $_.StartTime -lt $to })
        (Get-WcRecording -After $from -Before $to).Id | Should -Be $expected.Id
        (Get-WcRecording -After $from.ToString('yyyy-MM-dd HH:mm:ss') -Before $to.ToString('yyyy.MM.dd HH:mm:ss')).Id | Should -Be $expected.Id
        (Get-WcRecording -After $from.UtcDateTime -Before $to.LocalDateTime).Id | Should -Be $expected.Id
        (Get-WcRecording -After $from.DateTime -Before $to.DateTime).Id | Should -Be $expected.Id
    }

    It 'refuses text that is not a date' {
        $fault = Get-Fault { Get-WcRecording -After someday }
        $fault.Exception.Message | Should -BeLike '*someday*2026*-7d*'
        $fault.Exception.Message | Should -Not -BeLike '*Wellcloud.Recordings.*'
    }

    It 'applies -Skip and -First after the filters' {
        $inbound = @($all | Where-Object CallDirection -EQ Inbound)
        (Get-WcRecording -CallDirection Inbound -Skip 3 -First 4).Id | Should -Be $inbound[3..6].Id
        Get-WcRecording -First 0 | Should -BeNullOrEmpty
    }

    It 'writes an error for each literal id that does not exist, and returns the others' {
        $found = Get-WcRecording -Id $all[7].Id, nowhere, 'none-*' -ErrorVariable faults -ErrorAction SilentlyContinue
        $found.Id | Should -Be $all[7].Id
        $faults.Count | Should -Be 1
        $faults[0].FullyQualifiedErrorId | Should -BeLike 'RecordingNotFound,*'
        $faults[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $faults[0].TargetObject | Should -Be 'nowhere'
    }

    It 'warns once about an unknown <_>' -ForEach 'CallDirection', 'State' {
        $with = @{ $_ = 'Sideways' }
        Get-WcRecording @with -WarningVariable warnings -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        $warnings.Count | Should -Be 1
        "$warnings" | Should -BeLike "'Sideways'*"
    }

    It 'returns the time from start to end as duration where the length is missing' {
        $row = @{ id = 'a'; startTime = '2024.02.29 23:59:30'; endTime = '2024.03.01 00:01:00' }
        Add-Fault $emulator @{ kind = 'Status'; status = 200; endpoint = 'Recordings'; body = (ConvertTo-Json -InputObject @($row, ($row + @{ callLength = 7 }))) }
        (Get-WcRecording).Duration | Should -Be ([timespan]'00:01:30'), ([timespan]'00:00:07')
    }

    It 'finds <Asked> by -<Name>, with and without the domain' -ForEach @(
        @{ Name = 'DeviceId'; Asked = '8001' }
        @{ Name = 'DeviceId'; Asked = 8001 }
        @{ Name = 'DeviceId'; Asked = '80?1' }
        @{ Name = 'AgentId'; Asked = '5001' }
        @{ Name = 'Ani'; Asked = '8001' }
    ) {
        $with = @{ $Name = $Asked }
        $expected = @($all | Where-Object { $_.$Name -like "$Asked@*" })
        $expected.Count | Should -BeGreaterThan 0
        (Get-WcRecording @with).Id | Should -Be $expected.Id
    }

    It 'finds a customer by the bare number' {
        $number = ($all | Where-Object Ani -Match '^1\d{10}@')[0].Ani
        (Get-WcRecording -Ani $number.Split('@')[0]).Ani | Should -Contain $number
        (Get-WcRecording -Ani $number.Split('@')[0].Substring(0, 10) -WarningAction SilentlyContinue) | Should -BeNullOrEmpty
    }

    It 'takes the length <Asked>' -ForEach @(
        @{ Asked = '1:30' }
        @{ Asked = '00:01:30' }
        @{ Asked = 90 }
        @{ Asked = [timespan]::FromSeconds(90) }
    ) {
        (Get-WcRecording -MinimumLength $Asked).Id | Should -Be ($all | Where-Object CallLength -GE 90).Id
        (Get-WcRecording -MaximumLength $Asked).Id | Should -Be ($all | Where-Object CallLength -LE 90).Id
    }

    It 'refuses the length <_> and shows the forms' -ForEach '1:3', 'long', '-1', ([timespan]-1) {
        { Get-WcRecording -MinimumLength $_ } | Should -Throw
        { Get-WcRecording -MaximumLength long } | Should -Throw '*1:30*'
    }

    It 'lists nothing for pipeline input, which it does not take' {
        $listed = [Collections.Generic.List[object]]::new()
        $fault = Get-Fault { $all[0].Id | Get-WcRecording | ForEach-Object { $listed.Add($_) } }
        $fault.FullyQualifiedErrorId | Should -BeLike 'NoPipelineInput,*'
        $fault.ErrorDetails.RecommendedAction | Should -BeLike '*-Id*'
        $listed | Should -BeNullOrEmpty
        @(1..2 | ForEach-Object { Get-WcRecording -First 1 }).Count | Should -Be 2
    }

    It 'says how many recordings carry no number' {
        $null = Get-WcRecording -Ani 138* -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings.Count | Should -Be 1
        $warnings | Should -BeLike "Recordings without Ani: $(@($all | Where-Object { -not $_.Ani }).Count).*Get-WcCallRecording*"
    }

    It 'finds a number that is written in groups' {
        $number = ($all | Where-Object Ani -Match '^1\d{10}@')[0].Ani.Split('@')[0]
        $grouped = $number.Substring(0, 3) + ' ' + $number.Substring(3, 4) + '-' + $number.Substring(7)
        (Get-WcRecording -Ani $grouped -WarningAction SilentlyContinue).Id | Should -Be (Get-WcRecording -Ani $number -WarningAction SilentlyContinue).Id
    }

    It 'says when there are calls when the range has none' {
        $times = $all.StartTime | Sort-Object
        Get-WcRecording -Before $times[0] -WarningVariable warnings -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        $warnings.Count | Should -Be 1
        $warnings | Should -BeLike "*Without -Before,*from $($times[0].ToString('yyyy-MM-dd HH:mm')) to $($times[-1].ToString('yyyy-MM-dd HH:mm')) match.*"
        $own = ($all | Where-Object DeviceId -EQ 8001@acme.cc).StartTime | Sort-Object
        Get-WcRecording -DeviceId 8001 -Before $own[0] -WarningVariable warnings -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        $warnings | Should -BeLike "*from $($own[0].ToString('yyyy-MM-dd HH:mm')) to $($own[-1].ToString('yyyy-MM-dd HH:mm')) match.*"
        $null = Get-WcRecording -After 2001-01-01 -Before 2001-01-02 -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -BeLike '*Without -After and -Before,*'
        $null = Get-WcRecording -After $times[-1] -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -BeNullOrEmpty
    }

    It 'says once what there is when it finds nothing' {
        Get-WcRecording -DeviceId 8099 -WarningVariable warnings -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        $warnings.Count | Should -Be 1
        $warnings | Should -BeLike '*-DeviceId 8099*@acme.cc*'
        $warnings | Should -Not -BeLike "*'08099'*"
        Get-WcRecording -DeviceId 8099, 8001 -WarningVariable warnings -WarningAction SilentlyContinue | Should -Not -BeNullOrEmpty
        Get-WcRecording -DeviceId 809* -WarningVariable +warnings -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        $warnings | Should -BeNullOrEmpty
    }

    It 'says to quote a number whose leading zero the shell dropped' {
        $rows = @{ id = 'a'; ani = '02155551234' }, @{ id = 'b'; ani = '13900000001' }
        Add-Fault $emulator @{ kind = 'Status'; status = 200; endpoint = 'Recordings'; body = (ConvertTo-Json $rows) }
        Get-WcRecording -Ani 02155551234, 13900000000 -WarningVariable warnings -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        $warnings.Count | Should -Be 1
        $warnings | Should -BeLike "*02155551234*'02155551234'*"
        (Get-WcRecording -Ani '02155551234').Id | Should -Be a
    }

    It 'trims ids and refuses blank ones' {
        (Get-WcRecording -Id " $($all[3].Id) ").Id | Should -Be $all[3].Id
        { Get-WcRecording -Id ' ' } | Should -Throw
    }

    It 'warns about an empty range: <Says>' -ForEach @(
        @{ Filter = @{ After = '2026-03-02'; Before = '2026-03-02' }; Says = '*-After (2026-03-02 00:00:00 +08:00) must be earlier than*' }
        @{ Filter = @{ MinimumLength = 60; MaximumLength = 59 }; Says = '*60 is greater than*59*' }
    ) {
        Get-WcRecording @Filter -WarningVariable warnings -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        $warnings | Should -BeLike $Says
        $warnings.Count | Should -Be 1
    }

    It 'keeps unknown fields and unreadable values' {
        Add-Fault $emulator @{ kind = 'GarbageRows'; endpoint = 'Recordings' }
        $odd = @(Get-WcRecording)
        $odd.Count | Should -BeGreaterThan 0
        @($odd | Where-Object AdditionalProperties).Count | Should -BeGreaterThan 0
    }

    It 'reads rows inside a wrapper object' {
        Add-Fault $emulator @{ kind = 'WrappedRows'; endpoint = 'Recordings' }
        @(Get-WcRecording).Count | Should -Be 500
    }

    It 'ends with <Id> when <Name>' -ForEach @(
        @{ Name = 'the token is wrong'; Id = 'AuthenticationFailed'; Category = 'AuthenticationError'; Rule = @{ kind = 'Status'; status = 401; message = 'no such token' }; Says = 'no such token' }
        @{ Name = 'it is not allowed'; Id = 'PermissionDenied'; Category = 'PermissionDenied'; Rule = @{ kind = 'Status'; status = 403; message = 'not yours' }; Says = 'not yours' }
        @{ Name = 'the address is wrong'; Id = 'UnexpectedStatus'; Category = 'InvalidResult'; Rule = @{ kind = 'Status'; status = 404 }; Says = '' }
        @{ Name = 'there are too many requests'; Id = 'TooManyRequests'; Category = 'LimitsExceeded'; Rule = @{ kind = 'RetryAfterSeconds'; seconds = 0 }; Says = '' }
        @{ Name = 'the service fails'; Id = 'ServerError'; Category = 'InvalidResult'; Rule = @{ kind = 'Status'; status = 500; message = 'out of memory' }; Says = 'out of memory' }
        @{ Name = 'the code is in a good answer'; Id = 'ServerError'; Category = 'InvalidResult'; Rule = @{ kind = 'CodeInBody'; code = '500'; message = 'out of memory' }; Says = 'out of memory' }
        @{ Name = 'a web page comes'; Id = 'InvalidResponse'; Category = 'InvalidData'; Rule = @{ kind = 'Html' }; Says = '' }
        @{ Name = 'nothing comes'; Id = 'InvalidResponse'; Category = 'InvalidData'; Rule = @{ kind = 'Empty' }; Says = '' }
        @{ Name = 'the list is cut'; Id = 'TruncatedResponse'; Category = 'InvalidData'; Rule = @{ kind = 'CutBody'; fraction = 0.5 }; Says = '' }
        @{ Name = 'redirects go in a loop'; Id = 'InvalidResponse'; Category = 'InvalidData'; Rule = @{ kind = 'Redirect'; to = 'Loop' }; Says = '' }
    ) {
        Add-Fault $emulator ($Rule + @{ endpoint = 'Recordings' })
        $fault = $null
        try { $null = Get-WcRecording } catch { $fault = $_ }
        $fault.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $fault.CategoryInfo.Category | Should -Be $Category
        $fault.TargetObject | Should -Not -BeNullOrEmpty
        $fault.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $fault.ErrorDetails.Message | Should -BeLike "*$Says*"
    }

    It 'returns the rows before a cut' {
        Add-Fault $emulator @{ kind = 'CutBody'; endpoint = 'Recordings'; fraction = 0.5 }
        $rows = [Collections.Generic.List[object]]::new()
        { Get-WcRecording | ForEach-Object { $rows.Add($_) } } | Should -Throw -ErrorId 'TruncatedResponse,*'
        $rows.Count | Should -BeGreaterThan 100
        $rows.Count | Should -BeLessThan 500
    }

    It 'ends with NotConnected for a disconnected session' {
        $session = Connect-Wellcloud -BaseUri $emulator.BaseUri -Token x -NoDefault
        $session | Disconnect-Wellcloud
        $fault = Get-Fault { Get-WcRecording -Session $session }
        $fault.FullyQualifiedErrorId | Should -BeLike 'NotConnected,*'
        $fault.ErrorDetails.RecommendedAction | Should -BeLike '*Connect-Wellcloud*'
    }

    It 'writes requests and responses with -Verbose' {
        $lines = Get-WcRecording -First 1 -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }
        "$lines" | Should -BeLike '*GET http://*/recordings*200*'
    }
}
