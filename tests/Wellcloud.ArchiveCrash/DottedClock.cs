namespace Wellcloud.ArchiveCrash;

/// <summary>The system's clock, which writes a dot whenever somebody looks at it.</summary>
internal sealed class DottedClock(Stream output) : TimeProvider
{
    public override DateTimeOffset GetUtcNow()
    {
        output.WriteByte((byte)'.');
        return base.GetUtcNow();
    }
}
