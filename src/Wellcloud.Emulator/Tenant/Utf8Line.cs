using System.Buffers.Text;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Wellcloud.Emulator.Tenant;

/// <summary>Writes UTF-8 text into a span that is long enough.</summary>
internal ref struct Utf8Line(Span<byte> room, Calendar calendar)
{
    private readonly Span<byte> _room = room;

    public int Length { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_room[Length..]);
        Length += text.Length;
    }

    public void Put(Guid id)
    {
        var written = Utf8Formatter.TryFormat(id, _room[Length..], out var count);
        Debug.Assert(written);
        Length += count;
    }

    public void Put(long number)
    {
        var written = Utf8Formatter.TryFormat(number, _room[Length..], out var count);
        Debug.Assert(written);
        Length += count;
    }

    public void PutTwo(int number)
    {
        _room[Length] = (byte)('0' + (number / 10));
        _room[Length + 1] = (byte)('0' + (number % 10));
        Length += 2;
    }

    /// <summary>Writes a time as <c>yyyy.MM.dd HH:mm:ss</c>.</summary>
    public void PutTime(int clockSeconds)
    {
        Put(calendar.Date(clockSeconds));
        var (hour, minute, second) = Clock(clockSeconds);
        Put(" "u8);
        PutTwo(hour);
        Put(":"u8);
        PutTwo(minute);
        Put(":"u8);
        PutTwo(second);
    }

    /// <summary>Writes a time as <c>yyyyMMddHHmmss</c>.</summary>
    public void PutStamp(int clockSeconds)
    {
        var date = calendar.Date(clockSeconds);
        Put(date[..4]);
        PutMonthDay(date);
        var (hour, minute, second) = Clock(clockSeconds);
        PutTwo(hour);
        PutTwo(minute);
        PutTwo(second);
    }

    public void PutMonthDay(ReadOnlySpan<byte> date)
    {
        Put(date[5..7]);
        Put(date[8..]);
    }

    private static (int Hour, int Minute, int Second) Clock(int clockSeconds)
    {
        var second = clockSeconds % 86400;
        return (second / 3600, second / 60 % 60, second % 60);
    }
}
