using System.Runtime.CompilerServices;

namespace Wellcloud.Client.Audio;

/// <summary>Walks through an audio file unit by unit while its bytes arrive, to measure its length and to tell whether its end is there.</summary>
/// <remarks>Reads only headers and keeps only a few bytes, so it costs little, and the file need not be read again.</remarks>
internal abstract class AudioWalk
{
    /// <summary>The most bytes that a walk needs to see at once: the longest frame (AAC) and the header after it.</summary>
    protected const int MostNeeded = 8192 + AudioFrame.HeaderLength;

    /// <summary>A length of more than about thirty years comes from a damaged header.</summary>
    private const double LongestSeconds = 1e9;

    private byte[] _held = [];

    /// <summary>The length of the audio so far; null when the format does not reveal it.</summary>
    public abstract TimeSpan? Length { get; }

    /// <summary>Whether the bytes so far end like a complete file.</summary>
    public abstract TailVerdict Tail { get; }

    /// <summary>The number of bytes so far.</summary>
    protected long Total { get; private set; }

    /// <summary>Where the unit begins that <see cref="ReadUnit"/> reads.</summary>
    protected long Position { get; private set; }

    /// <summary>How many bytes of the last unit have not come yet.</summary>
    protected long Missing { get; private set; }

    /// <summary>The last bytes, if they are too few to recognize a unit.</summary>
    protected ReadOnlySpan<byte> Rest => _held;

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
        if (_held.Length > 0)
        {
            // The unit that begins in the held bytes needs some of the new bytes. All further bytes are read where they are.
            byte[] joined = [.. _held, .. bytes.Slice(0, Math.Min(bytes.Length, MostNeeded))];
            var consumed = Walk(joined);
            if (consumed < _held.Length)
            {
                _held = joined.AsSpan(consumed).ToArray();
                return;
            }

            bytes = bytes.Slice(consumed - _held.Length);
        }

        _held = bytes.Slice(Walk(bytes)).ToArray();
    }

    /// <summary>Reads the unit that begins with these bytes.</summary>
    /// <returns>The length of the unit; 0 when more bytes are needed, which is never the case with <see cref="MostNeeded"/> bytes.</returns>
    protected abstract long ReadUnit(ReadOnlySpan<byte> bytes);

    /// <summary>Returns a length in seconds as a time; null when the number is not a possible length.</summary>
    protected static TimeSpan? ToTime(double seconds) =>
        seconds is >= 0 and < LongestSeconds ? TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond)) : null;

    /// <summary>Reads units until one needs more bytes.</summary>
    /// <returns>How many of the bytes were consumed.</returns>
    [MethodImpl(Jit.Optimize)]
    private int Walk(ReadOnlySpan<byte> bytes)
    {
        var position = 0;
        while (true)
        {
            var passed = (int)Math.Min(Missing, bytes.Length - position);
            position += passed;
            Missing -= passed;
            if (position == bytes.Length || ReadUnit(bytes.Slice(position)) is not (> 0 and var length))
            {
                return position;
            }

            Missing = Math.Min(length, long.MaxValue - Position);
            Position += Missing;
        }
    }
}
