using System.Diagnostics;
using Wellcloud.Client.Files;
using Xunit;

namespace Wellcloud.Client.Tests.Files;

public sealed class SpecialFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wellcloud-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Plain_file_folder_and_nothing_are_not_special()
    {
        File.WriteAllText(At("empty"), "");
        Assert.False(SpecialFile.Is(At("empty")));
        Assert.False(SpecialFile.Is(At("nothing")));
        Assert.False(SpecialFile.Is(_folder.FullName));
    }

    [Fact]
    public void Device_pipe_and_open_handle_are_special()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Unix has pipes and devices in folders.");
        MakePipe(At("pipe"));
        File.CreateSymbolicLink(At("link"), "/dev/null");
        Assert.All(["/dev/null", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", At("pipe"), At("link")], static path => Assert.True(SpecialFile.Is(path), path));
    }

    [Fact]
    public async Task Pipe_gets_the_bytes_and_stays_a_pipe()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Unix has pipes in folders.");
        MakePipe(At("pipe"));
        var bytes = new byte[200_000];
        Random.Shared.NextBytes(bytes);
        await File.WriteAllBytesAsync(At("new"), bytes);
        var reading = Task.Run(() => File.ReadAllBytes(At("pipe"))); // opening a pipe waits for the other end
        FileMove.Replace(At("new"), At("pipe"), isNamed: true);
        Assert.Equal(bytes, await reading);
        Assert.True(SpecialFile.Is(At("pipe")));
        Assert.False(File.Exists(At("new")));
    }

    internal static void MakePipe(string path)
    {
        using var maker = Process.Start("mkfifo", [path]);
        maker.WaitForExit();
        Assert.Equal(0, maker.ExitCode);
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);
}
