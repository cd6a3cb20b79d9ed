# The build for Windows PowerShell 5.1 (netstandard2.0) at its work. This file speaks the language of 5.1, is ASCII and needs the
# others' module in PowerShell 7 only. Under powershell.exe the module is imported as its users do; PowerShell 7, on any system, takes the same build by its path.

BeforeAll {
    $root = Split-Path (Split-Path $PSScriptRoot)
    $module = [IO.Path]::Combine($root, 'out', 'Wellcloud.Recordings')
    $import = [IO.Path]::Combine($module, 'Wellcloud.Recordings.psd1')
    $shell = @([IO.Path]::Combine($PSHOME, 'powershell.exe'), '-NoProfile', '-NonInteractive')
    if ($PSEdition -eq 'Core') {
        Import-Module (Join-Path $PSScriptRoot 'Wellcloud.Testing.psm1') -Force
        $shell = $ShellCommand
        $import = [IO.Path]::Combine($module, 'netstandard2.0', 'Wellcloud.Recordings.dll')
    }

    $start = New-Object Diagnostics.ProcessStartInfo
    $start.FileName = 'dotnet'
    $start.Arguments = '"{0}" --exit-with-stdin --recordings 40 --audio-bytes 20000 --batch-entries 5' -f [IO.Path]::Combine($root, 'src', 'Wellcloud.Emulator', 'bin', 'Release', 'net10.0', 'Wellcloud.Emulator.dll')
    $start.UseShellExecute = $false
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $process = [Diagnostics.Process]::Start($start)
    $emulator = $process.StandardOutput.ReadLine() | ConvertFrom-Json

    # A shell of its own for each part: an assembly, once loaded, is there to stay. What the script gives comes back as data.
    function Invoke-Part([string] $Script) {
        $file = Join-Path $TestDrive 'part.ps1'
        $data = Join-Path $TestDrive 'part.xml'
        Set-Content -LiteralPath $file -Encoding UTF8 -Value @"
param(`$Folder, `$Data)
`$ErrorActionPreference = 'Stop'
`$ProgressPreference = 'SilentlyContinue'
Import-Module '$import'
function Fault(`$rule) { `$null = Invoke-RestMethod -UseBasicParsing -Uri '$($emulator.baseUri)_emulator/faults' -Method Post -ContentType 'application/json' -Body (ConvertTo-Json `$rule) }
function NoFault { `$null = Invoke-RestMethod -UseBasicParsing -Uri '$($emulator.baseUri)_emulator/faults' -Method Delete }
function Row(`$index) { Invoke-RestMethod -UseBasicParsing -Uri "$($emulator.baseUri)_emulator/recordings/`$index" }
function Hash(`$path) { (Get-FileHash -LiteralPath `$path).Hash.ToLowerInvariant() }
Connect-Wellcloud -BaseUri '$($emulator.baseUri)' -Token '$($emulator.token)' -MaximumRetryCount 2
& { $Script } | Export-Clixml -LiteralPath `$Data -Depth 5
"@
        $program, $arguments = $shell
        $said = & $program @arguments -ExecutionPolicy Bypass -File $file (Join-Path $TestDrive ([guid]::NewGuid())) $data 2>&1
        if ($LASTEXITCODE -ne 0) {
            throw ($said | Out-String)
        }

        Import-Clixml -LiteralPath $data
    }
}

AfterAll {
    $process.StandardInput.Close()
    if (-not $process.WaitForExit(10000)) {
        $process.Kill()
    }

    $process.Dispose()
}

Describe 'The build for Windows PowerShell' {
    It 'loads only assemblies that ship with it' {
        $loaded = Invoke-Part 'Get-WcRecording -First 1 | Out-Null; [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { -not $_.IsDynamic -and $_.Location -like "*Wellcloud*" } | ForEach-Object { $_.Location }'
        $loaded | Where-Object { (Split-Path (Split-Path $_) -Leaf) -ne 'netstandard2.0' } | Should -BeNullOrEmpty
        $loaded | Split-Path -Leaf | Should -Contain 'Wellcloud.Client.dll'
    }

    It 'connects with a token and with a credential, and disconnects' {
        $part = Invoke-Part @"
            (Get-WcSession).TokenType
            `$secret = ConvertTo-SecureString 'emulator-secret' -AsPlainText -Force
            Connect-Wellcloud -BaseUri '$($emulator.baseUri)' -TokenUri '$($emulator.tokenUri)' -Credential (New-Object Management.Automation.PSCredential '$($emulator.appId)', `$secret)
            (Get-WcSession).TokenType
            @(Get-WcRecording).Count
            Disconnect-Wellcloud
            `$null -eq (Get-WcSession)
"@
        $part | Should -Be @('Token', 'Tenant', 40, $true)
    }

    It 'lists and filters Chinese names' {
        $part = Invoke-Part @'
            $all = @(Get-WcRecording)
            $all.Count
            $all[0].Id -eq (Row 0).id
            $all[0].StartTime.Offset.TotalHours
            $first = [string]$all[0].AgentName[0]
            $first -ge [string][char]0x4E00
            (@(Get-WcRecording -AgentName "$first*").Id -join ' ') -eq (@($all | Where-Object AgentName -Like "$first*").Id -join ' ')
            @(Get-WcCallRecording $all[0].CallId).Id -contains $all[0].Id
'@
        $part | Should -Be @(40, $true, 8, $true, $true, $true)
    }

    It 'saves complete files, several at once, and skips existing ones' {
        $part = Invoke-Part @'
            $recordings = Get-WcRecording -State Success -First 20
            $saved = @($recordings | Save-WcRecordingAudio -Destination $Folder -PassThru)
            @($saved | Where-Object { [string]$_.Status -eq 'Saved' -and (Hash $_.Path) -eq $_.Sha256 }).Count
            $index = 0..39 | Where-Object { (Row $_).id -eq $saved[0].Id }
            $saved[0].Sha256 -eq (Row $index).audioSha256
            @($recordings | Save-WcRecordingAudio -Destination $Folder -PassThru | Where-Object { [string]$_.Status -eq 'Skipped' }).Count
            $recordings[0] | Save-WcRecordingAudio -Destination (Join-Path $Folder never) -WhatIf
            Test-Path (Join-Path $Folder never)
'@
        $part | Should -Be @(20, $true, 20, $false)
    }

    It 'resumes a cut transfer' {
        $part = Invoke-Part @'
            Fault @{ kind = 'CutBody'; endpoint = 'Audio'; fraction = 0.5; times = 1 }
            $saved = Get-WcRecording -State Success -First 1 | Save-WcRecordingAudio -Destination $Folder -PassThru
            NoFault
            [string]$saved.Status
            $saved.Bytes
            (Hash $saved.Path) -eq $saved.Sha256
'@
        $part | Should -Be @('Resumed', 20000, $true)
    }

    It 'saves the batch and unpacks it' {
        $part = Invoke-Part @'
            $saved = Save-WcRecordingBatch -Destination $Folder -Expand -PassThru
            $saved.Entries
            @(Get-ChildItem $Folder -Recurse -File).Count -ge 5
'@
        $part | Should -Be @(5, $true)
    }

    It 'shows the advice in the error message' {
        $part = Invoke-Part @'
            Fault @{ kind = 'Status'; status = 403; message = 'not yours'; endpoint = 'Recordings' }
            try { Get-WcRecording } catch { $fault = $_ }
            NoFault
            $fault.FullyQualifiedErrorId
            [string]$fault.CategoryInfo.Category
            "$fault" -like '*not yours*Ask your administrator*'
            $fault.ErrorDetails.RecommendedAction -like '*Get-WcSession*'
'@
        $part[0] | Should -BeLike 'PermissionDenied,*'
        $part[1..3] | Should -Be @('PermissionDenied', $true, $true)
    }

    It 'shows Chinese messages in a Chinese shell' {
        Invoke-Part @'
            Disconnect-Wellcloud
            [Threading.Thread]::CurrentThread.CurrentUICulture = 'zh-CN'; try { Get-WcRecording } catch { [string]$_ -match '\p{IsCJKUnifiedIdeographs}' }
'@ | Should -Be $true
    }

    It 'syncs, verifies and reads an archive' {
        $part = Invoke-Part @'
            $first = Sync-WcRecordingArchive $Folder
            $first.Listed
            $first.Saved + $first.Missing
            (Sync-WcRecordingArchive $Folder).AlreadyPresent -eq $first.Saved
            Test-WcRecordingArchive $Folder -Quiet
            @(Get-WcArchivedRecording $Folder).Count
            Get-ChildItem $Folder -Recurse -Filter *.mp3 | Select-Object -First 1 | Remove-Item
            Test-WcRecordingArchive $Folder -Quiet
'@
        $part | Should -Be @(40, 40, $true, $true, 40, $false)
    }
}
