namespace Wellcloud.ArchiveCrash;

/// <summary>The system's clock. Writes a dot each time it is read.</summary>
internal sealed class DottedClock(Stream output) : TimeProvider
{
    public override DateTimeOffset GetUtcNow()
    {
        output.WriteByte((byte)'.');
        return base.GetUtcNow();
    }
}
