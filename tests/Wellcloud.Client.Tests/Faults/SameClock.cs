namespace Wellcloud.Client.Tests.Faults;

/// <summary>The emulator's clock: it shows what the client's shows, and its waits are real ones.</summary>
internal sealed class SameClock(TimeProvider time) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();
}
