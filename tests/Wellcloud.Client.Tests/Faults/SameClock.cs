namespace Wellcloud.Client.Tests.Faults;

/// <summary>The emulator's clock. It shows the same time as the client's clock, but its pauses take real time.</summary>
internal sealed class SameClock(TimeProvider time) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();
}
