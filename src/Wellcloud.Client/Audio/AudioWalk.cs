namespace Wellcloud.Client.Audio;

/// <summary>Walks through a file of audio while its bytes pass by, from unit to unit: how long it sounds, and whether its end is there.</summary>
/// <remarks>Reads headers only and holds back a few of the bytes, so it costs next to nothing and no second read of the file.</remarks>
internal abstract class AudioWalk
{
    /// <summary>The most bytes that a walk needs to see at once: the longest frame, of AAC, and the header behind it.</summary>
    protected const int MostNeeded = 8192 + AudioFrame.HeaderLength;

    /// <summary>Longer audio than some thirty years is a damaged header.</summary>
    private const double LongestSeconds = 1e9;

    private readonly byte[] _held = new byte[2 * MostNeeded];
    private int _heldCount;

    /// <summary>How long the audio is, as far as it has passed by; null when the format does not tell.</summary>
    public abstract TimeSpan? Length { get; }

    /// <summary>How the bytes that passed by end.</summary>
    public abstract TailVerdict Tail { get; }

    /// <summary>The number of bytes that passed by.</summary>
    protected long Total { get; private set; }

    /// <summary>Where the unit at hand begins.</summary>
    protected long Position { get; private set; }

    /// <summary>How many bytes of the last unit have not come yet.</summary>
    protected long Missing { get; private set; }

    /// <summary>The last bytes, if they are too few to say what they begin.</summary>
    protected ReadOnlySpan<byte> Rest => _held.AsSpan(0, _heldCount);

    /// <summary>Begins to walk through a file; null for formats that are not read here.</summary>
    public static AudioWalk? Begin(AudioFormat? format) => format?.Name switch
    {
        "mp3" => new FrameWalk(AudioFrame.TryReadMpeg, 4),
        "aac" => new FrameWalk(AudioFrame.TryReadAdts, AudioFrame.HeaderLength),
        "wav" or "aiff" => new FormWalk(),
        "ogg" or "opus" => new OggWalk(),
        "m4a" or "mp4" or "3gp" => new BoxWalk(),
        "amr" or "amr-wb" => new AmrWalk(),
        "au" => new AuWalk(),
        _ => null,
    };

    /// <summary>Takes the next bytes of the file.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        Total += bytes.Length;
        if (_heldCount > 0)
        {
            var taken = Math.Min(bytes.Length, MostNeeded);
            bytes.Slice(0, taken).CopyTo(_held.AsSpan(_heldCount));
            var known = _held.AsSpan(0, _heldCount + taken);
            var done = Walk(known);
            if (done < _heldCount)
            {
                Hold(known.Slice(done));
                return;
            }

            bytes = bytes.Slice(done - _heldCount);
        }

        Hold(bytes.Slice(Walk(bytes)));
    }

    /// <summary>Reads the unit that begins with these bytes.</summary>
    /// <returns>The length of the unit; 0 when more bytes are needed to say, never when there are <see cref="MostNeeded"/>.</returns>
    protected abstract long Step(ReadOnlySpan<byte> bytes);

    /// <summary>A length for an answer; null when it cannot be one.</summary>
    protected static TimeSpan? Time(double seconds) =>
        seconds is >= 0 and < LongestSeconds ? TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond)) : null;

    /// <returns>How many of the bytes are explained.</returns>
    private int Walk(ReadOnlySpan<byte> bytes)
    {
        var position = 0;
        while (true)
        {
            var passed = (int)Math.Min(Missing, bytes.Length - position);
            position += passed;
            Missing -= passed;
            if (position == bytes.Length || Step(bytes.Slice(position)) is not (> 0 and var length))
            {
                return position;
            }

            Missing = Math.Min(length, long.MaxValue - Position);
            Position += Missing;
        }
    }

    private void Hold(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_held);
        _heldCount = bytes.Length;
    }
}
