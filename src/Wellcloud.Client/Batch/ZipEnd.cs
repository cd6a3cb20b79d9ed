using System.Buffers.Binary;

namespace Wellcloud.Client.Batch;

/// <summary>The last record of a zip, which tells where the directory is (PKWARE's APPNOTE 6.3.10, 4.3.14 to 4.3.16).</summary>
/// <param name="Start">The first byte of the directory.</param>
internal sealed record ZipEnd(long Start)
{
    private const int Size = 22;
    private const int LongestComment = ushort.MaxValue;
    private const int LocatorSize = 20;
    private const int End64Size = 56;

    /// <summary>Finds the record; null for a truncated zip, whose record is missing or does not lead to a directory.</summary>
    public static ZipEnd? Find(Stream file)
    {
        var tail = file.Tail(Size + LongestComment);
        for (var i = tail.Length - Size; i >= 0; i--)
        {
            var end = tail.AsSpan(i);
            if (end.StartsWith("PK\u0005\u0006"u8) && Size + BinaryPrimitives.ReadUInt16LittleEndian(end.Slice(20)) == end.Length)
            {
                var position = file.Length - end.Length;
                var start = StartOf(file, end, position);
                return start is { } directory && IsDirectory(file, directory, position) ? new(directory) : null;
            }
        }

        return null;
    }

    private static long? StartOf(Stream file, ReadOnlySpan<byte> end, long position)
    {
        var locator = file.Window(position - LocatorSize, LocatorSize).AsSpan();
        if (!locator.StartsWith("PK\u0006\u0007"u8))
        {
            return BinaryPrimitives.ReadUInt32LittleEndian(end.Slice(16));
        }

        var end64 = file.Window(BinaryPrimitives.ReadInt64LittleEndian(locator.Slice(8)), End64Size).AsSpan();
        return end64.Length == End64Size && end64.StartsWith("PK\u0006\u0006"u8) ? BinaryPrimitives.ReadInt64LittleEndian(end64.Slice(48)) : null;
    }

    /// <summary>Whether a directory begins here: with an entry, or with the end record when it is empty.</summary>
    private static bool IsDirectory(Stream file, long start, long end)
    {
        var first = file.Window(start, 4).AsSpan();
        return start == end || (start < end && (first.StartsWith("PK\u0001\u0002"u8) || first.StartsWith("PK\u0006\u0006"u8)));
    }
}
