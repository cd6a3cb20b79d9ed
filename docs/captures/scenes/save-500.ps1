# A save that takes a while, with failures, in both views of progress.
Connect-Emulator $emulator # hidden
Add-Fault $emulator @{ kind = 'Html'; endpoint = 'Audio'; skip = 40; times = 2 }, @{ kind = 'SlowBody'; endpoint = 'Audio'; bytes = 20000; delay = '00:00:00.15' } # hidden
$recordings = Get-WcRecording -State Success -First 500 # hidden
$recordings | Save-WcRecordingAudio -Destination calls -InformationAction Continue
$PSStyle.Progress.View = 'Classic'
$recordings | Save-WcRecordingAudio -Destination again -InformationAction Continue
$recordings | Save-WcRecordingAudio -Destination again -InformationAction Continue
