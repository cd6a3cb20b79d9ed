namespace Wellcloud.Client.Audio;

/// <summary>Walks through AMR, narrow and wide band (RFC 4867, 5): a magic number, then frames of 20 ms, whose first byte states their size.</summary>
internal sealed class AmrWalk : AudioWalk
{
    private const double SecondsOfFrame = 0.02;

    /// <summary>Bytes after the first byte, by frame type; negative if there is no frame of this type.</summary>
    private static readonly int[] _narrow = [12, 13, 15, 17, 19, 20, 26, 31, 5, -1, -1, -1, -1, -1, -1, 0];
    private static readonly int[] _wide = [17, 23, 32, 36, 40, 46, 50, 58, 60, 5, -1, -1, -1, -1, 0, 0];

    private int[]? _lengths;
    private bool _isOther;
    private long _frames;

    public override TimeSpan? Length => _lengths is null || _isOther ? null : ToTime((_frames - (Missing > 0 ? 1 : 0)) * SecondsOfFrame);

    public override TailVerdict Tail =>
        _isOther ? TailVerdict.Unknown : Missing > 0 || _lengths is null ? TailVerdict.Cut : _frames > 0 ? TailVerdict.Whole : TailVerdict.Unknown;

    protected override long ReadUnit(ReadOnlySpan<byte> bytes)
    {
        if (_lengths is null)
        {
            return ReadMagic(bytes);
        }

        var length = _lengths[(bytes[0] >> 3) & 15];
        if (length < 0)
        {
            _isOther = true;
            return long.MaxValue;
        }

        _frames++;
        return 1 + length;
    }

    private long ReadMagic(ReadOnlySpan<byte> bytes)
    {
        var isWide = bytes.StartsWith("#!AMR-WB\n"u8);
        if (isWide || bytes.StartsWith("#!AMR\n"u8))
        {
            _lengths = isWide ? _wide : _narrow;
            return isWide ? 9 : 6;
        }

        if (bytes.Length < 9)
        {
            return 0;
        }

        _isOther = true; // several channels
        return long.MaxValue;
    }
}
