# What the README has people type first.
Connect-Wellcloud -BaseUri $emulator.BaseUri -Token $emulator.Token
Get-WcSession
Get-WcRecording -First 10
Get-WcRecording -CallDirection Inbound -MinimumLength 120 -First 5 | Save-WcRecordingAudio -Destination calls
Get-WcRecording -First 3 | Save-WcRecordingAudio -Destination calls -WhatIf
Sync-WcRecordingArchive -Path archive
Test-WcRecordingArchive -Path archive
Get-WcArchivedRecording -Path archive -First 10
