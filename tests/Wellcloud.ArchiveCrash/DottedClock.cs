namespace Wellcloud.ArchiveCrash;

/// <summary>The system's clock. Writes a dot each time it is read.</summary>
internal sealed class DottedClock(Dots dots) : TimeProvider
{
    public override DateTimeOffset GetUtcNow()
    {
        dots.Write();
        return base.GetUtcNow();
    }
}
