BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Wellcloud.Testing.psm1') -Force
    Import-Module $ModulePath -Force
    $emulator = Start-Emulator --recordings 80 --audio-bytes 1000
    Connect-Emulator $emulator
    $archive = Join-Path $TestDrive archive
    $listed = @(Get-WcRecording)
    $null = Sync-WcRecordingArchive $archive
    Disconnect-Wellcloud
    Stop-Emulator $emulator
}

AfterAll {
    Remove-Module Wellcloud.Recordings
}

Describe 'Get-WcArchivedRecording' {
    It 'reads an archive without session and network' {
        $saved = @(Get-WcArchivedRecording $archive)
        $saved.Count | Should -Be 80
        $saved[0].GetType().Name | Should -Be 'SavedRecording'
        $saved | Where-Object Status -EQ Saved | ForEach-Object { (Get-FileHash $_.Path).Hash | Should -Be $_.Sha256 }
    }

    It 'returns recordings equal to the listed ones' {
        $byId = @{}
        $listed | ForEach-Object { $byId[$_.Id] = $_ | ConvertTo-Json }
        Get-WcArchivedRecording $archive | ForEach-Object { $_.Recording | ConvertTo-Json | Should -Be $byId[$_.Id] }
    }

    It 'has the filters of Get-WcRecording' {
        $device = $listed[0].DeviceId
        @(Get-WcArchivedRecording $archive -DeviceId $device).Count | Should -Be @($listed | Where-Object DeviceId -EQ $device).Count
        @(Get-WcArchivedRecording $archive -State Fail).Count | Should -Be @(Get-WcArchivedRecording $archive -Status Missing).Count
        $day = $listed[40].Date
        $next = ([datetime]$day).AddDays(1).ToString('yyyy-MM-dd')
        @(Get-WcArchivedRecording $archive -After $day -Before $next).Count | Should -Be @($listed | Where-Object Date -EQ $day).Count
    }

    It 'applies -Skip and -First after the filters' {
        $all = @(Get-WcArchivedRecording $archive -Status Saved)
        (Get-WcArchivedRecording $archive -Status Saved -Skip 3 -First 2).Id | Should -Be $all[3, 4].Id
    }

    It 'writes an error only for the literal id that does not exist' {
        (Get-Fault { Get-WcArchivedRecording $archive -Id nobody }).FullyQualifiedErrorId | Should -BeLike 'RecordingNotFound,*'
        Get-WcArchivedRecording $archive -Id nobody* | Should -BeNullOrEmpty
    }

    It 'ends with LedgerDamaged for a folder that is not an archive' {
        (Get-Fault { Get-WcArchivedRecording $TestDrive/nowhere }).FullyQualifiedErrorId | Should -BeLike 'LedgerDamaged,*'
    }

    It 'takes archives from the pipeline' {
        $one = @(Get-WcArchivedRecording $archive).Count
        @($archive, $archive | Get-WcArchivedRecording).Count | Should -Be (2 * $one)
        @($archive, $archive | Get-WcArchivedRecording -Skip 1 -First $one).Count | Should -Be $one
        @(Get-Item $archive | Get-WcArchivedRecording -First 1).Count | Should -Be 1
    }
}
