using System.Buffers.Binary;

namespace Wellcloud.Client.Batch;

/// <summary>The last record of a zip, which says where the directory is (PKWARE's APPNOTE 6.3.10, 4.3.14 to 4.3.16).</summary>
/// <param name="Start">The first byte of the directory.</param>
internal sealed record ZipEnd(long Start)
{
    private const int Size = 22;
    private const int LocatorSize = 20;
    private const int End64Size = 56;

    /// <summary>How many bytes at the end of the file are searched for the record. Its comment, and bytes that do not belong to the zip, may follow it.</summary>
    private const int Farthest = 1 << 20;

    /// <summary>Finds the record; null for a truncated zip, whose record is missing or does not lead to a directory.</summary>
    /// <remarks>
    /// Bytes behind the record are ignored, as other tools do. The directory must then reach exactly to the record, so that the record of another
    /// zip inside this zip is never mistaken for its record.
    /// </remarks>
    public static ZipEnd? Find(Stream file)
    {
        var tail = file.Tail(Farthest);
        var searched = tail.AsSpan(0, Math.Max(0, tail.Length - Size + 4));
        for (var i = searched.LastIndexOf("PK\u0005\u0006"u8); i >= 0; i = searched.LastIndexOf("PK\u0005\u0006"u8))
        {
            searched = searched.Slice(0, i);
            var end = tail.AsSpan(i);
            var length = Size + BinaryPrimitives.ReadUInt16LittleEndian(end.Slice(20));
            if (length <= end.Length && DirectoryOf(file, end, file.Length - end.Length, isLast: length == end.Length) is { } start)
            {
                return new(start);
            }
        }

        return null;
    }

    private static long? DirectoryOf(Stream file, ReadOnlySpan<byte> end, long position, bool isLast)
    {
        var (size, start) = ((long)BinaryPrimitives.ReadUInt32LittleEndian(end.Slice(12)), (long)BinaryPrimitives.ReadUInt32LittleEndian(end.Slice(16)));
        var directoryEnd = position;
        var locator = file.Window(position - LocatorSize, LocatorSize).AsSpan();
        if (locator.StartsWith("PK\u0006\u0007"u8))
        {
            directoryEnd = BinaryPrimitives.ReadInt64LittleEndian(locator.Slice(8));
            var end64 = file.Window(directoryEnd, End64Size).AsSpan();
            if (end64.Length < End64Size || !end64.StartsWith("PK\u0006\u0006"u8))
            {
                return null;
            }

            (size, start) = (BinaryPrimitives.ReadInt64LittleEndian(end64.Slice(40)), BinaryPrimitives.ReadInt64LittleEndian(end64.Slice(48)));
        }

        return (isLast || size == directoryEnd - start) && IsDirectory(file, start, position) ? start : null;
    }

    /// <summary>Whether a directory begins here: with an entry, or with the end record when it is empty.</summary>
    private static bool IsDirectory(Stream file, long start, long end)
    {
        var first = file.Window(start, 4).AsSpan();
        return start == end || (start < end && (first.StartsWith("PK\u0001\u0002"u8) || first.StartsWith("PK\u0006\u0006"u8)));
    }
}
