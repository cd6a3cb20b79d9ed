BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Wellcloud.Testing.psm1') -Force
    Import-Module $ModulePath -Force
    $emulator = Start-Emulator --recordings 5
}

AfterAll {
    Stop-Emulator $emulator
    Remove-Module Wellcloud.Recordings
}

Describe 'Disconnect-Wellcloud' {
    It 'ends the default session' {
        Connect-Emulator $emulator
        Disconnect-Wellcloud | Should -BeNullOrEmpty
        Get-WcSession | Should -BeNullOrEmpty
        (Get-Fault { Get-WcRecording }).FullyQualifiedErrorId | Should -BeLike 'NotConnected,*'
    }

    It 'ends only the session from the pipeline' {
        Connect-Emulator $emulator
        $other = Connect-Wellcloud -BaseUri $emulator.BaseUri -Token $emulator.Token -NoDefault
        $other | Disconnect-Wellcloud
        $other.IsConnected | Should -BeFalse
        (Get-Fault { Get-WcRecording -Session $other }).FullyQualifiedErrorId | Should -BeLike 'NotConnected,*'
        @(Get-WcRecording).Count | Should -Be 5
        Disconnect-Wellcloud
    }

    It 'ends with NotConnected when there is no session' {
        $fault = Get-Fault { Disconnect-Wellcloud }
        $fault.FullyQualifiedErrorId | Should -BeLike 'NotConnected,*'
        $fault.CategoryInfo.Category | Should -Be 'ConnectionError'
        $fault.ErrorDetails.RecommendedAction | Should -BeLike '*Connect-Wellcloud*'
    }
}
