# Every view, with absent files and kept heads.
Connect-Emulator $emulator # hidden
Get-WcRecording -First 8
Get-WcRecording -First 1 | Format-List
$result = Sync-WcRecordingArchive -Path archive -WarningAction Ignore
$result
Get-WcArchivedRecording -Path archive -First 8
Get-WcArchivedRecording -Path archive -Status Missing -First 1 | Format-List
Get-WcArchivedRecording -Path archive -Status Saved -First 4 | Remove-Item
Test-WcRecordingArchive -Path archive -LedgerHead $result.LedgerHead
Export-WcRecordingCatalog -Path archive -PassThru
Save-WcRecordingBatch -Destination batch -PassThru
