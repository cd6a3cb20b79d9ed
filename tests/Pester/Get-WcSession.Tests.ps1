BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Wellcloud.Testing.psm1') -Force
    Import-Module $ModulePath -Force
    $emulator = Start-Emulator --recordings 5
}

AfterAll {
    Stop-Emulator $emulator
    Remove-Module Wellcloud.Recordings
}

Describe 'Get-WcSession' {
    It 'returns nothing without a session' {
        Get-WcSession | Disconnect-Wellcloud
        Get-WcSession | Should -BeNullOrEmpty
    }

    It 'shows address, type and times, and never a secret' {
        Connect-Emulator $emulator
        $session = Get-WcSession
        $session.BaseUri | Should -Be $emulator.BaseUri
        $session.TokenType | Should -Be 'Token'
        $session.TokenExpiresAt | Should -BeNullOrEmpty
        $session.ConnectedAt | Should -BeLessOrEqual ([DateTimeOffset]::Now)
        $shown = ($session | Format-List * -Force | Out-String) + ($session | ConvertTo-Json) + [Management.Automation.PSSerializer]::Serialize($session, 5)
        $shown | Should -Not -BeLike "*$($emulator.Token)*"
        Disconnect-Wellcloud
    }
}
