using Xunit;

namespace Wellcloud.Client.Tests.Archive;

/// <summary>A process that may open only few files and sockets. Nearly ninety of them are the runtime's own, which holds each of its assemblies open.</summary>
public sealed class FewHandlesTests
{
    [Theory]
    [InlineData(160)]
    [InlineData(120)]
    public async Task Sync_with_few_open_files_saves_everything(int limit)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux says how many files a process may open.");
        await using var run = await ArchiveRun.StartAsync(300);
        using var process = ArchiveProgram.Start(["sh", "-c", $"ulimit -n {limit}; exec \"$@\"", "sh"], run.Server.BaseUri, run.Server.Token, run.Path);
        process.StandardInput.Close();
        await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, process.ExitCode);
        Assert.Equal(run.Recordings.Count(static recording => recording.HasAudio), run.Files().Length);
        Assert.True((await run.TestAsync()).IsValid);
    }
}
