# Errors that people meet, as they look at a prompt.
Get-WcRecording
Connect-Wellcloud
Connect-Wellcloud -BaseUri $emulator.BaseUri -Token wrong
Get-WcRecording
Connect-Emulator $emulator # hidden
Get-WcRecording -Id 00000000-0000-0000-0000-000000000000
Get-WcRecording -After someday
Add-Fault $emulator @{ kind = 'Status'; status = 403; message = 'no permission'; endpoint = 'Recordings'; times = 1 } # hidden
Get-WcRecording
Add-Fault $emulator @{ kind = 'Html'; endpoint = 'Audio'; times = 1 } # hidden
Get-WcRecording -State Success -First 1 | Save-WcRecordingAudio -Destination calls
Get-WcRecording -State Success -First 2 | Save-WcRecordingAudio -OutFile one.mp3
Get-WcRecording -State Success -First 2 | Save-WcRecordingAudio -Destination calls -NameTemplate same
Get-WcArchivedRecording -Path nowhere
$ErrorView = 'NormalView'
Get-WcRecording -Id 00000000-0000-0000-0000-000000000000
