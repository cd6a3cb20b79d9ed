using System.Diagnostics;
using System.Net;
using Wellcloud.Client.Saving;
using Wellcloud.Client;

namespace Wellcloud.Soak;

/// <summary>Saves one file of some gigabytes. It must go to the disk as it arrives, without a copy in memory.</summary>
internal static class LargeFile
{
    /// <summary>How much memory the run may take: enough for buffers and the runtime's own caches, and only a small part of the file.</summary>
    private const long MemoryLimit = 64 << 20;

    public static async Task RunAsync(long bytes, string folder, List<string> problems)
    {
        await using var service = await Service.StartAsync(1, bytes);
        var (id, expected) = await service.DescribeAsync(0);
        using var token = new NetworkCredential("", service.Token).SecurePassword;
        using var client = new WellcloudClient(new() { BaseUri = service.BaseUri, Token = token });
        var before = Environment.WorkingSet;
        var clock = Stopwatch.StartNew();
        await foreach (var outcome in new AudioSaver(client, new() { Destination = folder }).SaveAsync(OneAsync(id)))
        {
            using var self = Process.GetCurrentProcess();
            var grown = self.PeakWorkingSet64 - before;
            Console.WriteLine($"one file of {bytes:N0} bytes: {outcome.Result.Status} in {clock.Elapsed.TotalSeconds:0.0} s, memory at most {grown / 1048576.0:0.0} MB more");
            if (outcome.Result.Sha256 != expected || outcome.Result.Bytes != bytes)
            {
                problems.Add($"the large file is {outcome.Result.Status} and not what it should be: {outcome.Fault?.Message}");
            }

            if (grown > MemoryLimit)
            {
                problems.Add($"the large file cost {grown} bytes of memory");
            }
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async IAsyncEnumerable<Recording> OneAsync(string id)
    {
        await Task.Yield();
        yield return new() { Id = id };
    }
}
