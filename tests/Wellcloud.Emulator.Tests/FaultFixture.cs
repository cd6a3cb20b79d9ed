using Xunit;

namespace Wellcloud.Emulator.Tests;

/// <summary>A server with one-kilobyte audio for each test of a fault.</summary>
public abstract class FaultFixture : IAsyncLifetime
{
    protected const int Size = 1000;

    protected EmulatorServer Server { get; private set; } = null!;

    protected byte[] Whole => Server.Audio.Bytes(Server.Tenant[0]);

    public async ValueTask InitializeAsync() =>
        Server = await EmulatorServer.StartAsync(new() { AudioBytes = Size, Recordings = 40, SecondOrigin = true });

    public async ValueTask DisposeAsync() => await Server.DisposeAsync();

    protected FaultRule Add(FaultKind kind, Func<FaultRule, FaultRule> shape) =>
        Server.Faults.Add(shape(new FaultRule { Kind = kind, Endpoint = Endpoint.Audio }));

    private protected Task<Wire> AudioAsync(params string[] fields) => Wire.GetAsync(Server, Wire.AudioPath(Server, 0), fields);
}
