using System.Net;
using Wellcloud.Client.Batch;
using Wellcloud.Emulator;

namespace Wellcloud.Client.Tests.Batch;

/// <summary>A service, a client and an empty folder.</summary>
internal sealed class BatchRun : IAsyncDisposable
{
    private BatchRun(EmulatorServer server)
    {
        Server = server;
        var token = new NetworkCredential("", server.Token).SecurePassword;

        Client = new(new() { BaseUri = server.BaseUri, Token = token, MaximumRetryCount = 2, RetryInterval = TimeSpan.Zero });
    }

    public EmulatorServer Server { get; }

    public WellcloudClient Client { get; }

    public string Folder { get; } = Directory.CreateTempSubdirectory("batch").FullName;

    /// <summary>The paths of all files below the folder, with slashes, sorted.</summary>
    public string[] Files => [.. Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folder, path)).Order(StringComparer.Ordinal)];

    public static async Task<BatchRun> StartAsync(EmulatorOptions? options = null, params FaultRule[] faults)
    {
        var run = new BatchRun(await EmulatorServer.StartAsync(options ?? new() { Recordings = 30, BatchEntries = 5, AudioBytes = 3000 }));
        Array.ForEach(faults, fault => run.Server.Faults.Add(fault with { Endpoint = Endpoint.Batch }));
        return run;
    }

    public string At(string name) => Path.Combine(Folder, name);

    public Task<BatchOutcome> SaveAsync(BatchSaveOptions? options = null) =>
        new BatchSaver(Client, options ?? new() { Destination = Folder }).SaveAsync();

    public async Task<WellcloudException> FailAsync(BatchSaveOptions? options = null) =>
        await Xunit.Assert.ThrowsAsync<WellcloudException>(() => SaveAsync(options));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
