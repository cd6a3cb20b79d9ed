using Wellcloud.Emulator;

namespace Wellcloud.Client.Tests.Support;

/// <summary>An emulator, a client for it, and an empty folder.</summary>
internal abstract class ServiceRun : IAsyncDisposable
{
    protected ServiceRun(EmulatorServer server, int retries = 2, TimeSpan? offset = null, TimeProvider? time = null)
    {
        Server = server;
        Client = new(new()
        {
            BaseUri = server.BaseUri,
            Token = Text.Secure(server.Token),
            MaximumRetryCount = retries,
            RetryInterval = TimeSpan.Zero,
            UtcOffset = offset ?? TimeSpan.FromHours(8),
            TimeProvider = time ?? TimeProvider.System,
        });
    }

    public EmulatorServer Server { get; }

    public WellcloudClient Client { get; }

    public string Folder { get; } = Directory.CreateTempSubdirectory("wellcloud-").FullName;

    public string At(string name) => Path.Combine(Folder, name);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
