BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Wellcloud.Testing.psm1') -Force
    Import-Module $ModulePath -Force
    $emulator = Start-Emulator --recordings 60 --audio-bytes 20000 --second-origin
    Connect-Emulator $emulator
    $recordings = @(Get-WcRecording -State Success)
    function Hash($path) { (Get-FileHash -LiteralPath $path -Algorithm SHA256).Hash.ToLowerInvariant() }
    function HashOf($id) { 0..59 | ForEach-Object { Get-EmulatorRecording $emulator $_ } | Where-Object id -EQ $id | ForEach-Object audioSha256 }
}

AfterAll {
    Stop-Emulator $emulator
    Remove-Module Wellcloud.Recordings
}

Describe 'Save-WcRecordingAudio' {
    BeforeEach {
        Clear-Fault $emulator
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
    }

    It 'saves complete files from the pipeline with the default name' {
        $saved = @($recordings | Select-Object -First 24 | Save-WcRecordingAudio -Destination $folder -PassThru)
        $saved.Count | Should -Be 24
        @($saved | Where-Object Status -NE Saved).Count | Should -Be 0
        $one = $saved | Where-Object Id -EQ $recordings[0].Id
        $one.Path | Should -Be ([IO.Path]::Combine($folder, '{0:yyyy}', '{0:MMdd}', '{0:yyyyMMddHHmmss}_{1}_{2}.mp3') -f $recordings[0].StartTime, $recordings[0].DeviceId, $recordings[0].Id)
        $one.Sha256 | Should -Be (HashOf $one.Id)
        Hash $one.Path | Should -Be $one.Sha256
        $one.Bytes | Should -Be 20000
        @(Get-ChildItem $folder -Recurse -File).Count | Should -Be 24
    }

    It 'tells the length of the audio, and warns once of audio much shorter than its call' {
        $saved = @($recordings | Save-WcRecordingAudio -Destination $folder -PassThru -WarningVariable warnings -WarningAction SilentlyContinue)
        $saved.AudioFormat | Select-Object -Unique | Should -Be 'mp3'
        @($saved | Where-Object { $_.AudioLength.TotalSeconds -lt 19 -or $_.AudioLength.TotalSeconds -gt 20 }).Count | Should -Be 0
        $short = @($saved | Where-Object { $_.AudioLength.TotalSeconds * 2 -lt $_.Recording.CallLength -and $_.AudioLength.TotalSeconds + 5 -lt $_.Recording.CallLength })
        $short.Count | Should -BeGreaterThan 0
        $warnings.Count | Should -Be 1
        "$warnings" | Should -BeLike "*: $($short.Count), such as*"
    }

    It 'returns nothing without -PassThru' {
        $recordings[0] | Save-WcRecordingAudio -Destination $folder | Should -BeNullOrEmpty
    }

    It 'saves to the current location by default' {
        Push-Location (New-Item -ItemType Directory $folder)
        try {
            $saved = $recordings[0] | Save-WcRecordingAudio -NameTemplate '{Id}' -PassThru
        }
        finally {
            Pop-Location
        }

        $saved.Path | Should -Be (Join-Path $folder "$($recordings[0].Id).mp3")
        $saved.Path | Should -Exist
    }

    It 'skips existing files with any audio extension, unless -Force' {
        $path = ($recordings[0] | Save-WcRecordingAudio -Destination $folder -PassThru).Path
        Rename-Item -LiteralPath $path -NewName ([IO.Path]::GetFileNameWithoutExtension($path) + '.wav')
        ($recordings[0] | Save-WcRecordingAudio -Destination $folder -PassThru).Status | Should -Be 'Skipped'
        ($recordings[0] | Save-WcRecordingAudio -Destination $folder -Force -PassThru).Status | Should -Be 'Saved'
    }

    It 'accepts <Name>' -ForEach @(
        @{ Name = 'an id'; Make = { $args[0].Id } }
        @{ Name = 'a row of a CSV file'; Make = { $args[0] | ConvertTo-Csv | ConvertFrom-Csv } }
        @{ Name = 'an object with an Id'; Make = { [pscustomobject]@{ Id = $args[0].Id; Customer = 'Li & Co' } } }
        @{ Name = 'an object back from a job'; Make = { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($args[0])) } }
        @{ Name = 'a hashtable'; Make = { @{ id = $args[0].Id } } }
        @{ Name = 'an outcome'; Make = { $args[0] | Save-WcRecordingAudio -Destination (Join-Path $TestDrive other) -PassThru } }
    ) {
        $saved = & $Make $recordings[1] | Save-WcRecordingAudio -Destination $folder -NameTemplate '{Id}' -PassThru
        $saved.Status | Should -Be 'Saved'
        $saved.Id | Should -Be $recordings[1].Id
    }

    It 'uses other properties of a row in names' {
        $saved = [pscustomobject]@{ Id = $recordings[2].Id; Customer = 'Li/Wang' } | Save-WcRecordingAudio -Destination $folder -NameTemplate '{Customer}/{Id}' -PassThru
        Split-Path (Split-Path $saved.Path) -Leaf | Should -Be 'Li_Wang'
    }

    It 'keeps the default name of a row from a CSV file' {
        $saved = $recordings[3] | ConvertTo-Csv | ConvertFrom-Csv | Save-WcRecordingAudio -Destination $folder -PassThru
        Split-Path $saved.Path -Leaf | Should -BeLike "$($recordings[3].StartTime.ToString('yyyyMMddHHmmss'))_*"
    }

    It 'writes an error for an object without id, and continues' {
        $saved = @([pscustomobject]@{ Name = 'x' }, $recordings[0] | Save-WcRecordingAudio -Destination $folder -PassThru -ErrorVariable faults -ErrorAction SilentlyContinue)
        $saved.Count | Should -Be 1
        $faults | Should -HaveCount 1
        $faults[0].FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentTransformationError,*'
    }

    It 'writes one recording to -OutFile, and refuses a second' {
        $file = Join-Path $folder 'my [call].mp3'
        $saved = @($recordings[0..1] | Save-WcRecordingAudio -OutFile $file -PassThru -ErrorVariable faults -ErrorAction SilentlyContinue)
        $saved.Path | Should -Be $file
        Test-Path -LiteralPath $file | Should -BeTrue
        $faults[0].FullyQualifiedErrorId | Should -BeLike 'NameCollision,*'
    }

    It 'reads a destination without wildcards' {
        $odd = Join-Path $folder 'a[1]*'.Replace('*', $IsWindows ? '' : '*')
        ($recordings[0] | Save-WcRecordingAudio -Destination $odd -PassThru).Path | Should -BeLike ([wildcardpattern]::Escape($odd) + '*')
    }

    It 'writes to a destination of the form \\?\' -Skip:(-not $IsWindows) {
        $long = '\\?\' + $folder
        $saved = $recordings | Select-Object -First 2 | Save-WcRecordingAudio -Destination $long -NameTemplate '{DeviceId}/{Id}' -PassThru -WarningAction SilentlyContinue
        $saved.Status | Should -Be Saved, Saved
        $saved.Path | ForEach-Object { $_ | Should -BeLike '\\`?\*'; Test-Path -LiteralPath $_ | Should -BeTrue }
        (Sync-WcRecordingArchive "$long\archive" -WarningAction SilentlyContinue).Failed | Should -Be 0
        (Test-WcRecordingArchive "$long\archive").IsValid | Should -BeTrue
    }

    It 'refuses the device <_> as a destination' -Skip:(-not $IsWindows) -ForEach 'CON', 'C:\x\nul', '\\.\C:\x' {
        $path = $_
        $script:saved = $null
        $fault = Get-Fault { $script:saved = $recordings[0] | Save-WcRecordingAudio -Destination $path -PassThru -WarningAction SilentlyContinue }

        # Newer versions of Windows take CON and NUL for devices only if no folder is named.
        if ($fault -or $path.StartsWith('\\.\')) {
            $fault.FullyQualifiedErrorId | Should -BeLike 'WriteFailed,*'
        }
        else {
            $script:saved.Status | Should -BeIn 'Saved', 'Skipped'
        }
    }

    It 'writes nothing with -WhatIf' {
        $recordings[0] | Save-WcRecordingAudio -Destination $folder -WhatIf
        Test-Path $folder | Should -BeFalse
        @(Get-EmulatorRequest $emulator).Count | Should -Be 0
    }

    It 'does not request failed recordings, unless -Force' {
        $failed = Get-WcRecording -State Fail -First 1
        if (-not $failed) { $failed = [pscustomobject]@{ Id = $recordings[0].Id; State = 'Fail' } }
        Clear-Fault $emulator
        $saved = $failed, $recordings[1] | Save-WcRecordingAudio -Destination $folder -PassThru -ErrorVariable faults -WarningVariable warnings -WarningAction SilentlyContinue
        ($saved | Where-Object Id -EQ $failed.Id).Status | Should -Be 'Missing'
        ($saved | Where-Object Id -EQ $failed.Id).Error | Should -BeLike '*Fail*'
        $faults | Should -BeNullOrEmpty
        $warnings -like '*: 1. *Fail*-Force*' | Should -HaveCount 1
        Clear-Fault $emulator
        $null = $failed | Save-WcRecordingAudio -Destination $folder -WarningAction SilentlyContinue
        @(Get-EmulatorRequest $emulator).Count | Should -Be 0
        $null = $failed | Save-WcRecordingAudio -Destination $folder -Force -ErrorAction SilentlyContinue
        @(Get-EmulatorRequest $emulator).Count | Should -Be 1
    }

    It 'does not overwrite an existing -OutFile, unless -Force' {
        $file = Join-Path $TestDrive 'one.mp3'
        Save-WcRecordingAudio $recordings[0] -OutFile $file
        Save-WcRecordingAudio $recordings[1] -OutFile $file -ErrorVariable faults -ErrorAction SilentlyContinue
        $faults[0].FullyQualifiedErrorId | Should -BeLike 'FileExists,*'
        $faults[0].CategoryInfo.Category | Should -Be 'ResourceExists'
        $faults[0].TargetObject.Id | Should -Be $recordings[1].Id
        $faults[0].ErrorDetails.RecommendedAction | Should -BeLike '*-Force*'
        Hash $file | Should -Be (HashOf $recordings[0].Id)
        Save-WcRecordingAudio $recordings[1] -OutFile $file -Force
        Hash $file | Should -Be (HashOf $recordings[1].Id)
    }

    It 'does not pass off another recording''s file under a name without {Id}, unless -Force' {
        $first = $recordings[0] | Save-WcRecordingAudio -Destination $folder -NameTemplate 'Day' -PassThru
        $recordings[1] | Save-WcRecordingAudio -Destination $folder -NameTemplate 'day' -ErrorVariable faults -ErrorAction SilentlyContinue
        $faults[0].FullyQualifiedErrorId | Should -BeLike 'NameCollision,*'
        $faults[0].ErrorDetails.RecommendedAction | Should -BeLike '*{Id}*Sync-WcRecordingArchive*'
        Hash $first.Path | Should -Be (HashOf $recordings[0].Id)
        ($recordings[1] | Save-WcRecordingAudio -Destination $folder -NameTemplate 'Day' -Force -PassThru).Status | Should -Be 'Saved'
    }

    It 'writes to a pipe' -Skip:$IsWindows {
        $null = New-Item -ItemType Directory $folder
        mkfifo "$folder/pipe"
        $reader = Start-ThreadJob { bash -c "sha256sum < '$using:folder/pipe'" }
        $recordings[0] | Save-WcRecordingAudio -OutFile "$folder/pipe"
        $reader | Receive-Job -Wait -AutoRemoveJob | Should -BeLike "$(HashOf $recordings[0].Id)*"
        @(Get-ChildItem $folder).Name | Should -Be 'pipe'
    }

    It 'continues when a folder is in the place of a file' {
        $null = New-Item -ItemType Directory (Join-Path $folder "$($recordings[0].Id).mp3")
        $saved = @($recordings[0, 1] | Save-WcRecordingAudio -Destination $folder -NameTemplate '{Id}' -PassThru -ErrorVariable faults -ErrorAction SilentlyContinue)
        ($saved | Where-Object Id -EQ $recordings[0].Id).Status | Should -Be 'Failed'
        ($saved | Where-Object Id -EQ $recordings[1].Id).Status | Should -Be 'Saved'
        $faults[0].FullyQualifiedErrorId | Should -BeLike 'WriteFailed,*'
    }

    It 'announces with -WhatIf only what it would save' {
        $recordings[0] | Save-WcRecordingAudio -Destination $folder
        $program, $arguments = $ShellCommand
        $said = & $program @arguments -Command "Import-Module '$ModulePath'; Connect-Wellcloud -BaseUri $($emulator.BaseUri) -Token $($emulator.Token); Get-WcRecording -Id $($recordings[0, 1].Id -join ',') | Save-WcRecordingAudio -Destination '$folder' -WhatIf"
        "$said" | Should -Not -BeLike "*$($recordings[0].Id)*"
        "$said" | Should -BeLike "*$($recordings[1].Id)*"
        @(Get-ChildItem $folder -Recurse -File).Count | Should -Be 1
    }

    It 'continues when the store behind a redirect refuses with <_>' -ForEach 401, 403, 404, 410 {
        $rules = @{ kind = 'Redirect'; endpoint = 'Audio'; id = $recordings[5].Id; to = 'SecondOrigin' }, @{ kind = 'Status'; status = $_; endpoint = 'Audio'; origin = 'Second' }
        Add-Fault $emulator $rules
        $saved = @($recordings[5, 6] | Save-WcRecordingAudio -Destination $folder -PassThru -ErrorVariable faults -ErrorAction SilentlyContinue)
        ($saved | Where-Object Id -EQ $recordings[5].Id).Status | Should -Be 'Failed'
        ($saved | Where-Object Id -EQ $recordings[6].Id).Status | Should -Be 'Saved'
        $faults[0].FullyQualifiedErrorId | Should -BeLike "$($_ -lt 404 ? 'PermissionDenied' : 'UnexpectedStatus'),*"
        "$($faults[0])" | Should -BeLike "*$(([uri]$emulator.SecondOriginUri).Authority)*"
    }

    It 'continues when the service redirects a recording to "<_>"' -ForEach '//', '', 'http://[::1/x', 'mailto:a@b' {
        Add-Fault $emulator @{ kind = 'Redirect'; endpoint = 'Audio'; id = $recordings[5].Id; to = 'SameOrigin'; location = $_ }
        $saved = @($recordings[4..8] | Save-WcRecordingAudio -Destination $folder -PassThru -ErrorVariable faults -ErrorAction SilentlyContinue)
        @($saved | Where-Object Status -EQ Saved).Count | Should -Be 4
        $faults | Should -HaveCount 1
        $faults[0].FullyQualifiedErrorId | Should -BeLike 'InvalidResponse,*'
        $faults[0].TargetObject.Id | Should -Be $recordings[5].Id
    }

    It 'resumes a cut transfer' {
        Add-Fault $emulator @{ kind = 'CutBody'; endpoint = 'Audio'; fraction = 0.5; times = 1 }
        $saved = $recordings[4] | Save-WcRecordingAudio -Destination $folder -PassThru
        $saved.Status | Should -Be 'Resumed'
        $saved.Attempts | Should -Be 2
        Hash $saved.Path | Should -Be (HashOf $saved.Id)
    }

    It 'writes <Id> and continues when <Name>' -ForEach @(
        @{ Name = 'there is no record'; Id = 'RecordingNotFound'; Status = 'NotFound'; Rule = @{ kind = 'Status'; status = 425 } }
        @{ Name = 'there is no page'; Id = 'UnexpectedStatus'; Status = 'Failed'; Rule = @{ kind = 'Html'; status = 404 } }
        @{ Name = 'there is nothing'; Id = 'UnexpectedStatus'; Status = 'Failed'; Rule = @{ kind = 'Empty'; status = 410 } }
        @{ Name = 'the service says 404'; Id = 'RecordingNotFound'; Status = 'NotFound'; Rule = @{ kind = 'Status'; status = 404 } }
        @{ Name = 'the file is missing'; Id = 'RecordingFileMissing'; Status = 'Missing'; Rule = @{ kind = 'CodeInBody'; code = '448' } }
        @{ Name = 'a web page comes'; Id = 'InvalidResponse'; Status = 'Failed'; Rule = @{ kind = 'Html' } }
        @{ Name = 'nothing comes'; Id = 'InvalidResponse'; Status = 'Failed'; Rule = @{ kind = 'Empty' } }
        @{ Name = 'an error comes as 200'; Id = 'ServerError'; Status = 'Failed'; Rule = @{ kind = 'CodeInBody'; code = '500' } }
        @{ Name = 'it is cut every time'; Id = 'TruncatedResponse'; Status = 'Failed'; Rule = @{ kind = 'CutBody'; bytes = -1; and = @{ kind = 'NoValidator' } } }
    ) {
        Add-Fault $emulator ($Rule + @{ endpoint = 'Audio'; id = $recordings[5].Id })
        $saved = @($recordings[5, 6] | Save-WcRecordingAudio -Destination $folder -PassThru -ErrorVariable faults -ErrorAction SilentlyContinue)
        ($saved | Where-Object Id -EQ $recordings[5].Id).Status | Should -Be $Status
        ($saved | Where-Object Id -EQ $recordings[6].Id).Status | Should -Be 'Saved'
        $faults[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $faults[0].TargetObject.Id | Should -Be $recordings[5].Id
        @(Get-ChildItem $folder -Recurse -File).Count | Should -Be 1
    }

    It 'ends when the destination cannot be written' {
        $file = Join-Path $TestDrive 'a file'
        Set-Content -LiteralPath $file -Value x
        { $recordings | Save-WcRecordingAudio -Destination (Join-Path $file below) } | Should -Throw -ErrorId 'WriteFailed,*'
        { $recordings | Save-WcRecordingAudio -Destination env: } | Should -Throw -ErrorId 'WriteFailed,*'
    }

    It 'refuses a file as -Destination and a folder as -OutFile' {
        $file = Join-Path $TestDrive 'no folder'
        Set-Content -LiteralPath $file -Value x
        foreach ($fault in (Get-Fault { $recordings | Save-WcRecordingAudio -Destination $file }), (Get-Fault { $recordings[0] | Save-WcRecordingAudio -OutFile $TestDrive })) {
            $fault.FullyQualifiedErrorId | Should -BeLike 'WriteFailed,*'
            "$fault" | Should -BeLike "'$($fault.TargetObject)' is *. The command needs a * here. *"
            $fault.ErrorDetails.RecommendedAction | Should -BeLike '*-Destination*-OutFile*'
        }

        Get-EmulatorRequest $emulator | Should -BeNullOrEmpty
    }

    It 'ends with one error when -Destination is not named: <_>' -ForEach 'calls', './calls', 'D:\Calls' {
        $fault = @(Get-Fault { $recordings | Save-WcRecordingAudio $_ })
        $fault.Count | Should -Be 1
        "$fault" | Should -BeLike "*'$_'*-Destination*"
        Get-EmulatorRequest $emulator | Should -BeNullOrEmpty
    }

    It 'sends no request for a path' {
        "$(Get-Fault { Save-WcRecordingAudio /srv/calls })" | Should -BeLike "*'/srv/calls'*-Destination*"
        Get-EmulatorRequest $emulator | Should -BeNullOrEmpty
    }

    It 'accepts a recording as an argument inside another pipeline' {
        $recordings[0, 1] | ForEach-Object { Save-WcRecordingAudio $_ $folder }
        function Save-Each { process { Save-WcRecordingAudio $_ $folder } }
        $recordings[2, 3] | Save-Each
        $program, $arguments = $ShellCommand
        'input' | & $program @arguments -Command "Import-Module '$ModulePath'; Connect-Wellcloud -BaseUri $($emulator.BaseUri) -Token $($emulator.Token); Save-WcRecordingAudio $($recordings[4].Id) '$folder'"
        @(Get-ChildItem $folder -Recurse -File).Count | Should -Be 5
    }

    It 'ends when the token is refused' {
        Add-Fault $emulator @{ kind = 'Status'; status = 401; endpoint = 'Audio' }
        { $recordings | Save-WcRecordingAudio -Destination $folder } | Should -Throw -ErrorId 'AuthenticationFailed,*'
    }

    It 'fails each of a few recordings when the service is down' {
        $down = Connect-Wellcloud -BaseUri http://127.0.0.1:1 -Token x -MaximumRetryCount 0 -NoProxy -NoDefault
        $recordings[0..2] | Save-WcRecordingAudio -Session $down -Destination $folder -ErrorAction SilentlyContinue -ErrorVariable faults
        $faults.FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
        @($faults).Count | Should -Be 3
        $down | Disconnect-Wellcloud
    }

    It 'refuses an invalid template and names the character' {
        { $recordings[0] | Save-WcRecordingAudio -Destination $folder -NameTemplate '{Id' } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
        { $recordings[0] | Save-WcRecordingAudio -Destination $folder -NameTemplate '../{Id}' } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
    }

    It 'writes NameCollision and continues when a template gives several recordings one name' {
        $saved = @($recordings[7..9] | Save-WcRecordingAudio -Destination $folder -NameTemplate 'same' -PassThru -ErrorVariable faults -ErrorAction SilentlyContinue)
        @($saved | Where-Object Status -EQ Saved).Count | Should -Be 1
        $faults | Should -HaveCount 2
        $faults.FullyQualifiedErrorId | Should -BeLike 'NameCollision,*'
    }
}
