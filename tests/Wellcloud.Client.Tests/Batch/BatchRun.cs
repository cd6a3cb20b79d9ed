using Wellcloud.Client.Batch;
using Wellcloud.Emulator;

namespace Wellcloud.Client.Tests.Batch;

/// <summary>A service whose batch is saved.</summary>
internal sealed class BatchRun : ServiceRun
{
    private BatchRun(EmulatorServer server)
        : base(server)
    {
    }

    /// <summary>The paths of all files below the folder, with slashes, sorted.</summary>
    public string[] Files => [.. Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folder, path)).Order(StringComparer.Ordinal)];

    public static async Task<BatchRun> StartAsync(EmulatorOptions? options = null, params FaultRule[] faults)
    {
        var run = new BatchRun(await EmulatorServer.StartAsync(options ?? new() { Recordings = 30, BatchEntries = 5, AudioBytes = 3000 }));
        Array.ForEach(faults, fault => run.Server.Faults.Add(fault with { Endpoint = Endpoint.Batch }));
        return run;
    }

    public Task<BatchOutcome> SaveAsync(BatchSaveOptions? options = null) =>
        new BatchSaver(Client, options ?? new() { Destination = Folder }).SaveAsync();

    public async Task<WellcloudException> FailAsync(BatchSaveOptions? options = null) =>
        await Xunit.Assert.ThrowsAsync<WellcloudException>(() => SaveAsync(options));
}
