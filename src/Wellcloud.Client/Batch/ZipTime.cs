using System.Buffers.Binary;

namespace Wellcloud.Client.Batch;

/// <summary>When the content of an entry was written.</summary>
/// <param name="Utc">The NTFS or Unix time; null when the entry has neither.</param>
/// <param name="Local">The DOS time, without a zone; null when it is not a valid time.</param>
internal readonly record struct ZipTime(DateTime? Utc, DateTime? Local)
{
    private const long LatestFileTime = 2_650_467_743_999_999_999;

    private static readonly DateTime _unixEpoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Reads the time of an entry.</summary>
    /// <param name="dos">The DOS time in the low 16 bits, the date in the high 16 bits.</param>
    /// <param name="extra">Extra fields, which may hold a time with a zone.</param>
    public static ZipTime Read(uint dos, ZipExtra extra) => new(OfNtfs(extra.Find(ZipExtra.Ntfs)) ?? OfUnix(extra.Find(ZipExtra.ExtendedTime)), OfDos(dos));

    /// <summary>Returns the time in UTC; a time without a zone has the given offset.</summary>
    public DateTime? ToUtc(TimeSpan offset) => Utc ?? (Local is { } local ? DateTime.SpecifyKind(local - offset, DateTimeKind.Utc) : null);

    private static DateTime? OfNtfs(ReadOnlySpan<byte> field)
    {
        // Four reserved bytes, then attributes. Attribute 1 holds three times, first the time of the last write.
        var isTimes = field.Length >= 16 && BinaryPrimitives.ReadUInt16LittleEndian(field.Slice(4)) == 1 && BinaryPrimitives.ReadUInt16LittleEndian(field.Slice(6)) >= 8;
        return isTimes && BinaryPrimitives.ReadInt64LittleEndian(field.Slice(8)) is > 0 and <= LatestFileTime and var ticks ? DateTime.FromFileTimeUtc(ticks) : null;
    }

    private static DateTime? OfUnix(ReadOnlySpan<byte> field) =>
        field.Length >= 5 && (field[0] & 1) != 0 ? _unixEpoch.AddSeconds(BinaryPrimitives.ReadInt32LittleEndian(field.Slice(1))) : null;

    private static DateTime? OfDos(uint dos)
    {
        var (year, month, day) = (1980 + (int)(dos >> 25), (int)(dos >> 21) & 15, (int)(dos >> 16) & 31);
        var (hour, minute, second) = ((int)(dos >> 11) & 31, (int)(dos >> 5) & 63, 2 * (int)(dos & 31));
        var isTime = month is > 0 and <= 12 && day > 0 && day <= DateTime.DaysInMonth(year, month) && hour < 24 && minute < 60 && second < 60;
        return isTime ? new DateTime(year, month, day, hour, minute, second) : null;
    }
}
