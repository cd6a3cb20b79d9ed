namespace Wellcloud.Client;

/// <summary>When the calls of a listing start, as long as none of them lies in the range that a filter asks for.</summary>
public sealed class TimeMisses
{
    // Numbers, so that a filter can be used by several threads.
    private long _earliest = long.MaxValue;
    private long _latest;
    private volatile bool _hasMatch;

    /// <summary>Whether there were calls, and none of them matched.</summary>
    public bool IsMiss => !_hasMatch && _latest > 0;

    /// <summary>The earliest start, in UTC.</summary>
    public DateTimeOffset Earliest => new(_earliest, TimeSpan.Zero);

    /// <summary>The latest start, in UTC.</summary>
    public DateTimeOffset Latest => new(_latest, TimeSpan.Zero);

    /// <summary>Remembers a start. After the first match nothing is remembered any more.</summary>
    internal void Remember(DateTimeOffset? start, bool isMatch)
    {
        if (_hasMatch || start is not { } time)
        {
            return;
        }

        if (isMatch)
        {
            _hasMatch = true;
            return;
        }

        _earliest = Math.Min(_earliest, time.UtcTicks);
        _latest = Math.Max(_latest, time.UtcTicks);
    }
}
