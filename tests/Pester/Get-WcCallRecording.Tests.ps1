BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Wellcloud.Testing.psm1') -Force
    Import-Module $ModulePath -Force
    $emulator = Start-Emulator --recordings 200
    Connect-Emulator $emulator
    $call = Get-WcRecording | Group-Object CallId | Where-Object Count -GT 1 | Select-Object -First 1
}

AfterAll {
    Stop-Emulator $emulator
    Remove-Module Wellcloud.Recordings
}

Describe 'Get-WcCallRecording' {
    BeforeEach {
        Clear-Fault $emulator
    }

    It 'returns every recording of a call' {
        (Get-WcCallRecording $call.Name).Id | Should -Be $call.Group.Id
    }

    It 'accepts calls from the pipeline, by value and by property name' {
        ($call.Name | Get-WcCallRecording).Id | Should -Be $call.Group.Id
        ($call.Group[0] | Get-WcCallRecording).Id | Should -Be $call.Group.Id
    }

    It 'returns nothing for a call without recordings' {
        Get-WcCallRecording no-such-call | Should -BeNullOrEmpty
    }

    It 'continues after an unknown call' {
        Add-Fault $emulator @{ kind = 'Status'; status = 404; endpoint = 'CallRecordings'; id = 'gone' }
        $found = 'gone', $call.Name | Get-WcCallRecording -ErrorVariable faults -ErrorAction SilentlyContinue
        $found.Id | Should -Be $call.Group.Id
        $faults[0].FullyQualifiedErrorId | Should -BeLike 'RecordingNotFound,*'
        $faults[0].TargetObject | Should -Be 'gone'
    }

    It 'waits for a recording with -WaitSec after <_>' -ForEach 404, 204 {
        Add-Fault $emulator @{ kind = 'Status'; status = $_; endpoint = 'CallRecordings'; times = 1 }
        (Get-WcCallRecording $call.Name -WaitSec 60).Id | Should -Be $call.Group.Id
        @(Get-EmulatorRequest $emulator -Endpoint CallRecordings).Count | Should -Be 2
    }

    It 'ends with RecordingNotFound after -WaitSec' {
        $fault = Get-Fault { Get-WcCallRecording no-such-call -WaitSec 1 }
        $fault.ErrorDetails.RecommendedAction | Should -BeLike '*.CallId*'
        $fault.FullyQualifiedErrorId | Should -BeLike 'RecordingNotFound,*'
        $fault.TargetObject | Should -Be 'no-such-call'
    }

    It 'ends when ten calls in a row get no answer' {
        $session = Connect-Wellcloud -BaseUri $emulator.BaseUri -Token $emulator.Token -MaximumRetryCount 0 -NoDefault
        Add-Fault $emulator @{ kind = 'Status'; status = 503; endpoint = 'CallRecordings'; times = 9 }
        $seen = @($call.Name) * 10 | Get-WcCallRecording -Session $session -ErrorVariable faults -ErrorAction SilentlyContinue
        $seen.Id | Should -Be $call.Group.Id
        $faults | Should -HaveCount 9

        Add-Fault $emulator @{ kind = 'Status'; status = 503; endpoint = 'CallRecordings' }
        { @($call.Name) * 12 | Get-WcCallRecording -Session $session -ErrorAction SilentlyContinue } | Should -Throw -ErrorId 'ServerError,*'
        @(Get-EmulatorRequest $emulator -Endpoint CallRecordings).Count | Should -Be 20
    }

    It 'escapes special characters of a call id' {
        $null = Get-WcCallRecording '../../a b?c#d/é' -ErrorAction SilentlyContinue
        (Get-EmulatorRequest $emulator -Endpoint CallRecordings).id | Should -Be '../../a b?c#d/é'
    }
}
