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
    private const int HostIsDarwin = 19;
    private const int DosFolder = 0x10;

    private readonly Stream _file;
    private readonly long _start;
    private int _files;
    private int _filesIfGbk;

    private ZipDirectory(Stream file, long start) => (_file, _start) = (file, start);

    /// <summary>The number of entries that are files.</summary>
    public int Files => IsGbk ? _filesIfGbk : _files;

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
            directory._files += entry.IsFolder(isGbk: false) ? 0 : 1;
            directory._filesIfGbk += entry.IsFolder(isGbk: true) ? 0 : 1;
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
                // The end record, the zip64 end record, or a digital signature.
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
        var extra = new ZipExtra(rest.AsSpan(nameLength));
        var large = extra.Find(ZipExtra.Zip64);
        Widen(ref length, ref large);
        Widen(ref packed, ref large);
        Widen(ref offset, ref large);
        var (name, flags) = (rest.AsSpan(0, nameLength).ToArray(), Word(header, 8));
        if (extra.UnicodeName(name) is { } unicode)
        {
            (name, flags) = (unicode, flags | ZipEntry.Utf8);
        }

        var mode = header[5] is HostIsUnix or HostIsDarwin ? (int)(Long(header, 38) >> 16) : 0;
        return new(name, flags, Word(header, 10), Long(header, 16), packed, length, offset, mode, (header[38] & DosFolder) != 0, ZipTime.Read(Long(header, 12), extra));
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

    private static int Word(byte[] bytes, int index) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(index));

    private static uint Long(byte[] bytes, int index) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(index));
}
