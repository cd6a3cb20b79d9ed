BeforeDiscovery {
    $root = Split-Path (Split-Path $PSScriptRoot)
    $languages = Get-ChildItem (Join-Path $root src) -Recurse -Filter Messages.resx | ForEach-Object {
        @{ Project = $_.Directory.Parent.Name; English = $_.FullName; Chinese = $_.FullName -replace '\.resx$', '.zh-Hans.resx' }
    }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Wellcloud.Testing.psm1') -Force
    $emulator = Start-Emulator --recordings 20 --audio-bytes 60000

    function Read-Message($file) {
        $texts = [ordered]@{}
        ([xml](Get-Content -LiteralPath $file -Raw -Encoding utf8)).root.data | ForEach-Object { $texts[$_.name] = $_.value }
        $texts
    }

    function Find([string] $text, [string] $pattern) {
        ([regex]::Matches($text, $pattern) | ForEach-Object Value | Sort-Object -Unique) -join ' '
    }

    # Returns what a script writes to each stream in a shell with a Chinese user interface.
    function Invoke-Chinese([string] $Script) {
        $said = Invoke-Shell @"
            [cultureinfo]::DefaultThreadCurrentUICulture = 'zh-CN'
            `$shell = [powershell]::Create()
            `$null = `$shell.AddScript(@'
                [cultureinfo]::CurrentUICulture = 'zh-CN'
                Import-Module '$ModulePath'
                `$folder = '$(Join-Path $TestDrive ([guid]::NewGuid()))'
                Connect-Wellcloud -BaseUri '$($emulator.BaseUri)' -Token '$($emulator.Token)' -MaximumRetryCount 1
                $Script
'@)
            try { `$shell.Invoke() | Out-Null } catch { `$ended = `$_.Exception.InnerException.ErrorRecord }
            `$errors = @(`$shell.Streams.Error) + @(`$ended) | Where-Object { `$_ }
            @{
                Errors = @(`$errors | ForEach-Object { "`$_" })
                Advice = @(`$errors | ForEach-Object { `$_.ErrorDetails.RecommendedAction })
                Warnings = @(`$shell.Streams.Warning | ForEach-Object Message)
                Verbose = @(`$shell.Streams.Verbose | ForEach-Object Message)
                Activities = @(`$shell.Streams.Progress | ForEach-Object Activity)
                Progress = @(`$shell.Streams.Progress | ForEach-Object StatusDescription)
            } | ConvertTo-Json -EscapeHandling EscapeNonAscii
"@
        "$said" | ConvertFrom-Json
    }
}

AfterAll {
    Stop-Emulator $emulator
}

Describe 'The messages of <Project>' -ForEach $languages {
    BeforeAll {
        $texts = Read-Message $English
        $translated = Read-Message $Chinese
    }

    It 'exist in both languages' {
        $texts.Count | Should -BeGreaterThan 10
        $translated.Keys | Sort-Object | Should -Be ($texts.Keys | Sort-Object)
        $texts.Keys | Where-Object { -not $texts[$_].Trim() -or -not $translated[$_].Trim() } | Should -BeNullOrEmpty
    }

    It 'are Chinese only in the Chinese file' {
        $texts.Keys | Where-Object { $texts[$_] -match '\p{IsCJKUnifiedIdeographs}' } | Should -BeNullOrEmpty
        $translated.Keys | Where-Object { $translated[$_] -notmatch '\p{IsCJKUnifiedIdeographs}' -and $texts[$_] -cnotmatch '^[A-Z]+$' } | Should -BeNullOrEmpty
    }

    It 'have the same placeholders' {
        foreach ($name in $texts.Keys) {
            Find $translated[$name] '\{\d' | Should -Be (Find $texts[$name] '\{\d') -Because $name
        }
    }

    It 'name the same commands, parameters and variables' {
        foreach ($name in $texts.Keys) {
            $words = '[A-Z][a-z]+-(Wc\w+|Wellcloud)|(?<![\w-])-[A-Z][A-Za-z]+|WELLCLOUD_[A-Z_]+'
            Find $translated[$name] $words | Should -Be (Find $texts[$name] $words) -Because $name
        }
    }

    # At 80 columns, a message with its clause takes at most three lines, and the recommendation with the shell's label at most two.
    It 'are short, each on one line' {
        foreach ($name in $texts.Keys) {
            $limit = switch -Regex ($name) { '^Clause' { 70 } '^Action' { 142 } default { 160 } }
            foreach ($text in $texts[$name], $translated[$name]) {
                $text | Should -Not -Match '[\r\n]' -Because $name
                $Host.UI.RawUI.LengthInBufferCells($text) | Should -BeLessOrEqual $limit -Because $name
            }
        }
    }

    It 'are all used' {
        $source = Get-ChildItem (Split-Path (Split-Path $English)) -Recurse -Filter *.cs | Where-Object FullName -NotMatch '[\\/]obj[\\/]' | Get-Content -Raw | Out-String
        $texts.Keys | Where-Object { $_ -notmatch '^(Clause|Action)' -and $source -notmatch "\b$_\b" } | Should -BeNullOrEmpty
    }
}

Describe 'Advice' {
    It 'exists for every error' {
        $texts = Read-Message (Join-Path (Split-Path (Split-Path $PSScriptRoot)) 'src' 'Wellcloud.Recordings' 'Resources' 'Messages.resx')
        $errors = Invoke-Shell "Import-Module '$ModulePath'; [Wellcloud.Client.WellcloudError].GetEnumNames()"
        $errors.Count | Should -BeGreaterThan 15
        $errors | ForEach-Object { "Clause$_", "Action$_" } | Where-Object { -not $texts.Contains($_) } | Should -BeNullOrEmpty
    }
}

Describe 'The record of an error' {
    BeforeAll {
        $made = Invoke-Shell @"
            Import-Module '$ModulePath'
            `$make = (Get-Command Get-WcRecording).ImplementingType.Assembly.GetType('Wellcloud.Recordings.Errors.ErrorRecords').GetMethods() | Where-Object { `$_.Name -eq 'Make' -and `$_.GetParameters()[0].Name -eq 'fault' }
            [enum]::GetValues([Wellcloud.Client.WellcloudError]) | ForEach-Object {
                `$record = `$make.Invoke(`$null, @([Wellcloud.Client.WellcloudException]::new(`$_, 'what happened'), 'its target', `$null))
                @{ Id = `$record.FullyQualifiedErrorId; Category = "`$(`$record.CategoryInfo.Category)"; Target = `$record.TargetObject; Text = "`$record"; Advice = `$record.ErrorDetails.RecommendedAction }
            } | ConvertTo-Json
"@
        $records = @{}
        "$made" | ConvertFrom-Json | ForEach-Object { $records[$_.Id] = $_ }
    }

    It 'ends the message with exactly one full stop: <said>' -ForEach @(
        @{ said = 'what happened.'; shown = 'what happened. ' }
        @{ said = 'at http://host/path'; shown = 'at http://host/path. ' }
        @{ said = 'it says: "no"'; shown = 'it says: "no". ' }
    ) {
        $text = Invoke-Shell @"
            Import-Module '$ModulePath'
            `$make = (Get-Command Get-WcRecording).ImplementingType.Assembly.GetType('Wellcloud.Recordings.Errors.ErrorRecords').GetMethods() | Where-Object { `$_.Name -eq 'Make' -and `$_.GetParameters()[0].Name -eq 'fault' }
            "`$(`$make.Invoke(`$null, @([Wellcloud.Client.WellcloudException]::new('ServerError', '$said'), 'target', `$null)))"
"@
        $text | Should -Be "${shown}Try again later."
    }

    It 'has category, target and advice for <Id>, with a clause of the advice in the message' -ForEach @(
        @{ Id = 'CredentialRequired'; Category = 'InvalidArgument' }
        @{ Id = 'NotConnected'; Category = 'ConnectionError' }
        @{ Id = 'AuthenticationFailed'; Category = 'AuthenticationError' }
        @{ Id = 'PermissionDenied'; Category = 'PermissionDenied' }
        @{ Id = 'RecordingNotFound'; Category = 'ObjectNotFound' }
        @{ Id = 'RecordingFileMissing'; Category = 'ResourceUnavailable' }
        @{ Id = 'TooManyRequests'; Category = 'LimitsExceeded' }
        @{ Id = 'ServerError'; Category = 'InvalidResult' }
        @{ Id = 'UnexpectedStatus'; Category = 'InvalidResult' }
        @{ Id = 'InvalidResponse'; Category = 'InvalidData' }
        @{ Id = 'TruncatedResponse'; Category = 'InvalidData' }
        @{ Id = 'ConnectionFailed'; Category = 'ConnectionError' }
        @{ Id = 'Timeout'; Category = 'OperationTimeout' }
        @{ Id = 'InsecureRedirect'; Category = 'SecurityError' }
        @{ Id = 'UnsafePath'; Category = 'SecurityError' }
        @{ Id = 'NameCollision'; Category = 'ResourceExists' }
        @{ Id = 'FileExists'; Category = 'ResourceExists' }
        @{ Id = 'WriteFailed'; Category = 'WriteError' }
        @{ Id = 'ReadFailed'; Category = 'ReadError' }
        @{ Id = 'ArchiveInUse'; Category = 'ResourceBusy' }
        @{ Id = 'LedgerDamaged'; Category = 'InvalidData' }
        @{ Id = 'CountMismatch'; Category = 'InvalidResult' }
    ) {
        $record = $records[$Id]
        $record.Category | Should -Be $Category
        $record.Target | Should -Be 'its target'
        $record.Text | Should -Match '^what happened\. [A-Z-].{10,}\.$'
        $record.Advice.Length | Should -BeGreaterThan 20
        $records.Count | Should -Be 22
    }
}

Describe 'In a Chinese shell' {
    BeforeEach {
        Clear-Fault $emulator
    }

    It 'errors and advice are Chinese, and include the service''s own message' {
        Add-Fault $emulator @{ kind = 'Status'; status = 403; message = 'not yours'; endpoint = 'Recordings' }
        $said = Invoke-Chinese 'Get-WcRecording'
        $said.Errors | Should -HaveCount 1
        $said.Errors[0] | Should -Match '\p{IsCJKUnifiedIdeographs}.*not yours.*\p{IsCJKUnifiedIdeographs}'
        $said.Errors[0] | Should -Not -Match ([char]0x3002 + ' ')
        $said.Advice[0] | Should -Match '\p{IsCJKUnifiedIdeographs}.*Get-WcSession|Get-WcSession.*\p{IsCJKUnifiedIdeographs}'
    }

    It 'an error of one recording is Chinese' {
        Add-Fault $emulator @{ kind = 'Status'; status = 403; endpoint = 'Audio'; times = 1 }
        $said = Invoke-Chinese 'Get-WcRecording -State Success -First 2 | Save-WcRecordingAudio -Destination $folder'
        $said.Errors | Should -HaveCount 1
        $said.Errors[0] | Should -Match '\p{IsCJKUnifiedIdeographs}'
        $said.Errors[0] | Should -Not -Match '[a-z]+ [a-z]+ [a-z]+ [a-z]+'
    }

    It 'argument errors are Chinese' {
        foreach ($line in 'Connect-Wellcloud -Token ""', 'Get-WcRecording -First 1 | Save-WcRecordingAudio calls', 'Save-WcRecordingAudio ./calls', '$env:WELLCLOUD_APP_ID, $env:WELLCLOUD_APP_SECRET, $env:WELLCLOUD_TENANT_TYPE = 1, 2, 3; Connect-Wellcloud', 'Get-WcRecording -After someday', '"x" | Save-WcRecordingAudio -NameTemplate "{"', 'Sync-WcRecordingArchive $folder -Shard 9/8', 'Connect-Wellcloud -Token x -UtcOffset y') {
            (Invoke-Chinese $line).Errors[0] | Should -Match '\p{IsCJKUnifiedIdeographs}' -Because $line
        }
    }

    It 'a warning is Chinese' {
        $said = Invoke-Chinese 'Get-WcRecording -CallDirection Sideways; Connect-Wellcloud -BaseUri http://service.invalid -Token x -NoDefault'
        $said.Warnings -match '\p{IsCJKUnifiedIdeographs}' | Should -HaveCount 2
    }

    It 'progress is Chinese' {
        Add-Fault $emulator @{ kind = 'SlowBody'; endpoint = 'Audio'; bytes = 4000; delay = '00:00:00.05' }
        $said = Invoke-Chinese 'Get-WcRecording -State Success -First 4 | Save-WcRecordingAudio -Destination $folder'
        $said.Errors | Should -BeNullOrEmpty
        $said.Activities.Count | Should -BeGreaterThan 1
        $said.Activities + $said.Progress | Where-Object { $_ -notmatch '\p{IsCJKUnifiedIdeographs}' } | Should -BeNullOrEmpty
    }

    It 'verbose messages are Chinese, except requests and responses' {
        Add-Fault $emulator @{ kind = 'Status'; status = 503; endpoint = 'Recordings'; times = 1 }
        (Invoke-Chinese '$null = Get-WcRecording -Verbose').Verbose -match '\p{IsCJKUnifiedIdeographs}' | Should -Not -BeNullOrEmpty
    }

    It 'the system''s language selects Chinese' -Skip:$IsWindows {
        $before = $env:LC_ALL
        try {
            $env:LC_ALL = 'zh_CN.UTF-8'
            Invoke-Shell "Import-Module '$ModulePath'; try { Get-WcRecording } catch { `"`$_`" }" | Should -Match '\p{IsCJKUnifiedIdeographs}'
        }
        finally {
            $env:LC_ALL = $before
        }
    }
}
