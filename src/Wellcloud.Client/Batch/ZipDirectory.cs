using System.Buffers.Binary;
using Wellcloud.Client.Names;

namespace Wellcloud.Client.Batch;

/// <summary>
/// The directory of a zip, read entry by entry, so that a large one costs no memory. The platform's own reader loads all of it, uses one encoding
/// for every name, and in Windows PowerShell shows neither checksums nor links.
/// </summary>
internal sealed class ZipDirectory
{
    private const int HeaderSize = 46;
    private const int HostIsUnix = 3;

    private readonly Stream _file;
    private readonly long _start;

    private ZipDirectory(Stream file, long start) => (_file, _start) = (file, start);

    /// <summary>The number of entries that are files.</summary>
    public int Files { get; private set; }

    /// <summary>The unpacked size of all entries, as announced.</summary>
    public decimal Length { get; private set; }

    /// <summary>Whether names without the UTF-8 flag are GBK: true when one of them is not valid UTF-8.</summary>
    public bool IsGbk { get; private set; }

    /// <summary>The zip.</summary>
    public Stream File => _file;

    /// <summary>Reads the directory once.</summary>
    /// <exception cref="InvalidDataException">The directory is damaged.</exception>
    public static ZipDirectory Read(Stream file, CancellationToken cancellationToken)
    {
        var directory = new ZipDirectory(file, (ZipEnd.Find(file) ?? throw new InvalidDataException()).Start);
        foreach (var entry in directory.Entries())
        {
            cancellationToken.ThrowIfCancellationRequested();
            directory.Files += entry.IsFolder ? 0 : 1;
            directory.Length += entry.Length;
            directory.IsGbk |= !entry.IsUtf8 && NameBytes.TryReadUtf8(entry.RawName) is null;
        }

        return directory;
    }

    /// <summary>Returns the entries in order; the caller may move the position of the file in between.</summary>
    /// <exception cref="InvalidDataException">The directory is damaged.</exception>
    public IEnumerable<ZipEntry> Entries()
    {
        var position = _start;
        while (true)
        {
            var header = _file.Window(position, HeaderSize);
            if (header.AsSpan().StartsWith("PK\u0005"u8) || header.AsSpan().StartsWith("PK\u0006"u8))
            {
                // The end record, that of zip64, or a signature.
                yield break;
            }

            if (header.Length < HeaderSize || !header.AsSpan().StartsWith("PK\u0001\u0002"u8))
            {
                throw new InvalidDataException();
            }

            var (nameLength, extraLength, commentLength) = (Word(header, 28), Word(header, 30), Word(header, 32));
            var rest = _file.Window(position + HeaderSize, nameLength + extraLength);
            if (rest.Length < nameLength + extraLength)
            {
                throw new InvalidDataException();
            }

            position += HeaderSize + rest.Length + commentLength;
            yield return Make(header, rest, nameLength);
        }
    }

    private static ZipEntry Make(byte[] header, byte[] rest, int nameLength)
    {
        var (packed, length, offset) = ((long)Long(header, 20), (long)Long(header, 24), (long)Long(header, 42));
        var large = Extra64(rest.AsSpan(nameLength));
        Widen(ref length, ref large);
        Widen(ref packed, ref large);
        Widen(ref offset, ref large);
        var mode = header[5] == HostIsUnix ? (int)(Long(header, 38) >> 16) : 0;
        return new(rest.AsSpan(0, nameLength).ToArray(), Word(header, 8), Word(header, 10), Long(header, 16), packed, length, offset, mode);
    }

    /// <summary>Reads a value that does not fit its field from the zip64 field, where values have a fixed order (APPNOTE 4.5.3).</summary>
    private static void Widen(ref long value, ref ReadOnlySpan<byte> large)
    {
        if (value != uint.MaxValue)
        {
            return;
        }

        value = large.Length >= 8 ? BinaryPrimitives.ReadInt64LittleEndian(large) : -1;
        if (value < 0)
        {
            throw new InvalidDataException();
        }

        large = large.Slice(8);
    }

    private static ReadOnlySpan<byte> Extra64(ReadOnlySpan<byte> extra)
    {
        while (extra.Length >= 4)
        {
            var (id, length) = (BinaryPrimitives.ReadUInt16LittleEndian(extra), BinaryPrimitives.ReadUInt16LittleEndian(extra.Slice(2)));
            if (4 + length > extra.Length)
            {
                break;
            }

            if (id == 1)
            {
                return extra.Slice(4, length);
            }

            extra = extra.Slice(4 + length);
        }

        return default;
    }

    private static int Word(byte[] bytes, int index) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(index));

    private static uint Long(byte[] bytes, int index) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(index));
}
