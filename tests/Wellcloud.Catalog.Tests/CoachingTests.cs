using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Wellcloud.Catalog.Tests.Support;
using Wellcloud.Client.Archive;
using Xunit;

namespace Wellcloud.Catalog.Tests;

/// <summary>The whole way: an archive, its page, marks made with the keyboard, and the example of the help page, which reads them in the shell.</summary>
public sealed partial class CoachingTests(Browser browser)
{
    [Theory]
    [InlineData("en-US")]
    [InlineData("zh-Hans")]
    public async Task Example_of_the_help_page_reads_marks_made_with_the_keyboard(string language)
    {
        Assert.SkipUnless(File.Exists(Repository.Module), "The module is not built.");
        var folder = Directory.CreateTempSubdirectory("wellcloud-coaching-").FullName;
        try
        {
            await CoachAsync(folder, language);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task CoachAsync(string folder, string language)
    {
        await File.WriteAllTextAsync(
            Path.Combine(folder, "work.ps1"),
            $$"""
            $ErrorActionPreference = 'Stop'
            Set-Location '{{folder}}'
            Import-Module '{{Path.Combine(Repository.Root, "tests", "Pester", "Wellcloud.Testing.psm1")}}'
            Import-Module '{{Repository.Module}}'
            $emulator = Start-Emulator --recordings 30 --audio-bytes 20000
            try {
                Connect-Emulator $emulator
                $null = Sync-WcRecordingArchive archive
                Export-WcRecordingCatalog archive
                'ready'
                $null = [Console]::In.ReadLine()
                . ./example.ps1
                'saved'
            }
            finally {
                Stop-Emulator $emulator
            }
            """);
        await File.WriteAllTextAsync(Path.Combine(folder, "example.ps1"), ExampleOf(language));
        using var shell = StartShell(folder);
        try
        {
            await SaysAsync(shell, "ready");
            var root = Path.Combine(folder, "archive");
            await using var page = await OpenPage.OpenAsync(browser, address: new Uri(Path.Combine(root, "catalog.html")).AbsoluteUri + "#outcome=Saved");
            foreach (var (key, note) in new[] { ("c", "问候语"), ("g", ""), ("c", "=hold"), ("c", "") })
            {
                await page.Keys.PressAsync("j");
                await page.Keys.PressAsync(key);
                await page.Keys.PressAsync("n");
                await page.Keys.TypeAsync(note);
                await page.Keys.PressAsync("Enter");
            }

            var coached = await page.EvaluateAsync<string[]>("[...marks].filter(([, mark]) => mark.verdict === 'Coach').map(([row]) => data.ids.at(row))");
            Assert.Equal(3, coached.Length);
            await File.WriteAllTextAsync(Path.Combine(folder, "marks.csv"), await page.ExportMarksAsync());

            await shell.StandardInput.WriteLineAsync();
            await SaysAsync(shell, "saved");

            var names = new List<string>();
            await foreach (var saved in ArchivedRecordings.ReadAsync(root))
            {
                if (coached.Contains(saved.Id))
                {
                    names.Add(Path.GetFileName(saved.Path!));
                }
            }

            Assert.Equal(names.Order(), Directory.GetFiles(Path.Combine(folder, "coaching"), "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order());
        }
        finally
        {
            shell.StandardInput.Close();
            await shell.WaitForExitAsync();
        }
    }

    /// <summary>Returns the example that reads the marks.</summary>
    private static string ExampleOf(string language)
    {
        var help = File.ReadAllText(Path.Combine(Repository.Root, "docs", language, "Export-WcRecordingCatalog.md"));
        return Assert.Single(Example().Matches(help), static match => match.Value.Contains("marks.csv", StringComparison.Ordinal)).Groups[1].Value;
    }

    private static Process StartShell(string folder)
    {
        // The test run says which PowerShell to start. A PowerShell of the tool manifest starts only below the repository.
        var words = (Environment.GetEnvironmentVariable("WELLCLOUD_TEST_SHELL") ?? "pwsh").Split(' ');
        try
        {
            return Process.Start(new ProcessStartInfo(words[0], [.. words[1..], "-NoProfile", "-NonInteractive", "-File", Path.Combine(folder, "work.ps1")])
            {
                RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.Root,
            })!;
        }
        catch (Win32Exception fault) when (Environment.GetEnvironmentVariable("WELLCLOUD_REQUIRE_PWSH") != "1")
        {
            Assert.Skip("No PowerShell: " + fault.Message);
            throw;
        }
    }

    /// <summary>Waits until the shell has written a word.</summary>
    private static async Task SaysAsync(Process shell, string word)
    {
        var said = "";
        while (await shell.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Trim() == word)
            {
                return;
            }

            said += line + "\n";
        }

        Assert.Fail(said + await shell.StandardError.ReadToEndAsync());
    }

    [GeneratedRegex("```powershell[^\n]*\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
