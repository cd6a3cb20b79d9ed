@{
    # The source of the manifest: the build takes out the next line, puts in the version of Directory.Build.props, and makes paths short.
    ScriptsToProcess       = @('src/Wellcloud.Recordings/NotBuilt.ps1')

    # Each edition of PowerShell has its own build.
    RootModule             = if ($PSEdition -eq 'Core') { 'net8.0/Wellcloud.Recordings.dll' } else { 'netstandard2.0/Wellcloud.Recordings.dll' }
    ModuleVersion          = '0.0.0'
    GUID                   = '8c90ce93-110a-47a8-853e-a7cd907a1603'
    Author                 = 'Wellcloud.Recordings contributors'
    CompanyName            = 'Wellcloud.Recordings contributors'
    Copyright              = 'Copyright (c) 2026 Wellcloud.Recordings contributors. MIT License.'
    Description            = 'Call recordings of the WellCloud cloud contact centre: find, listen to and save them, and keep archives that can be verified.'
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions   = @('Desktop', 'Core')

    FormatsToProcess       = @('src/Wellcloud.Recordings/Views/Wellcloud.Recordings.Format.ps1xml')

    CmdletsToExport        = @(
        'Connect-Wellcloud'
        'Disconnect-Wellcloud'
        'Export-WcRecordingCatalog'
        'Get-WcArchivedRecording'
        'Get-WcCallRecording'
        'Get-WcRecording'
        'Get-WcSession'
        'Open-WcRecordingAudio'
        'Remove-WcArchivedRecording'
        'Save-WcRecordingAudio'
        'Save-WcRecordingBatch'
        'Save-WcRecordingListing'
        'Sync-WcRecordingArchive'
        'Test-WcRecordingArchive'
    )
    FunctionsToExport      = @()
    AliasesToExport        = @()
    VariablesToExport      = @()

    PrivateData            = @{
        PSData = @{
            Tags         = @('WellCloud', 'ContactCenter', 'CallCenter', 'CallRecording', 'Recording', 'Telephony', 'Archive', 'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            ProjectUri   = 'https://github.com/wellcloud-recordings/wellcloud-recordings'
            LicenseUri   = 'https://github.com/wellcloud-recordings/wellcloud-recordings/blob/main/LICENSE'
            ReleaseNotes = 'https://github.com/wellcloud-recordings/wellcloud-recordings/blob/main/CHANGELOG.md'
        }
    }
}
