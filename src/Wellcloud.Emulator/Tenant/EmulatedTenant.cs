using Wellcloud.Emulator.Audio;

namespace Wellcloud.Emulator.Tenant;

/// <summary>
/// A tenant whose recordings are computed when asked for: any number of them takes no memory, and the same seed
/// and count always give the same recordings.
/// </summary>
public sealed class EmulatedTenant
{
    // Ids of calls that do not share their id with a recording live above all indexes.
    private const long CallMark = 1L << 40;

    private readonly Identifiers _identifiers;
    private readonly EmulatedAudio _audio;
    private readonly ulong _key;

    internal EmulatedTenant(int count, int seed, EmulatedAudio audio, Calendar? calendar = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Count = count;
        _audio = audio;
        Calendar = calendar ?? Calendar.Fixed;
        _identifiers = new Identifiers(seed);
        _key = Draw.Mix(Draw.Mix((ulong)(uint)seed));
        TenantId = _identifiers.Encode(CallMark * 2);
    }

    /// <summary>How many recordings there are.</summary>
    public int Count { get; }

    internal Guid TenantId { get; }

    internal Calendar Calendar { get; }

    /// <summary>The recording at a position of the listing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The position is outside the listing.</exception>
    public EmulatedRecording this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return At(index);
        }
    }

    /// <summary>Returns the position of a recording in the listing; null for an unknown id.</summary>
    public int? IndexOf(string id) => _identifiers.Decode(id) is { } number && number < Count ? (int)number : null;

    /// <summary>Returns the positions of the recordings of a call, which are adjacent; empty for an unknown call.</summary>
    public IEnumerable<int> IndexesOfCall(string callId)
    {
        var number = _identifiers.Decode(callId) ?? -1;
        var shared = number < CallMark;
        var first = shared ? number : number - CallMark;
        if (first < 0 || first >= Count)
        {
            return [];
        }

        var call = CallGroups.Of((int)first, _key);
        return call.First == first && SharesId((int)first) == shared
            ? Enumerable.Range((int)first, Math.Min(call.Size, Count - (int)first))
            : [];
    }

    internal EmulatedRecording At(int index)
    {
        var call = CallGroups.Of(index, _key).First;
        return new EmulatedRecording(this, index, DrawOf(index), DrawOf(~call));
    }

    internal Guid IdOf(int index) => _identifiers.Encode(index);

    internal Guid CallIdOf(int index)
    {
        var first = CallGroups.Of(index, _key).First;
        return _identifiers.Encode(SharesId(first) ? first : first + CallMark);
    }

    internal int StartOf(int index, ulong draw)
    {
        var slot = Calendar.WorkingSeconds / Count;
        var jitter = slot > 1 ? (long)((draw >> 20) % (ulong)slot) : 0;
        return Calendar.ClockSeconds((Calendar.WorkingSeconds * index / Count) + jitter);
    }

    internal long AudioLengthOf(EmulatedRecording recording) => _audio.Length(recording);

    private bool SharesId(int first) => (DrawOf(~first) & 7) < 3;

    private ulong DrawOf(int number) => Draw.Mix(_key + (uint)number);
}
