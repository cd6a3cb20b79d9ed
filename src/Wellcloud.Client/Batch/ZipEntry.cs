using Wellcloud.Client.Names;

namespace Wellcloud.Client.Batch;

/// <summary>One entry of the directory of a zip.</summary>
/// <param name="RawName">The name as bytes, in the encoding that <paramref name="Flags"/> state.</param>
/// <param name="Flags">The general purpose flags.</param>
/// <param name="Method">The compression method.</param>
/// <param name="Crc">The checksum of its content.</param>
/// <param name="Packed">The compressed size.</param>
/// <param name="Length">The unpacked size, as announced.</param>
/// <param name="Offset">The position of its own header.</param>
/// <param name="UnixMode">File type and permissions as Unix writes them; 0 when another system made the zip.</param>
/// <param name="IsDosFolder">Whether the DOS attributes say that the entry is a folder.</param>
/// <param name="Time">When the content was last written.</param>
internal sealed record ZipEntry(
    byte[] RawName, int Flags, int Method, uint Crc, long Packed, long Length, long Offset, int UnixMode, bool IsDosFolder, ZipTime Time)
{
    public const int Stored = 0;
    public const int Deflated = 8;

    /// <summary>The flag of a name in UTF-8.</summary>
    public const int Utf8 = 0x800;

    private const int KindMask = 0xF000;
    private const int RegularFile = 0x8000;
    private const int Folder = 0x4000;

    public bool IsEncrypted => (Flags & 1) != 0;

    /// <summary>Whether the name is flagged as UTF-8.</summary>
    public bool IsUtf8 => (Flags & Utf8) != 0;

    /// <summary>Whether the entry is a link, a device or anything else that is not a file or folder.</summary>
    public bool IsSpecial => (UnixMode & KindMask) is not (0 or RegularFile or Folder);

    /// <summary>Whether the entry is a folder. This depends on the decoded name: in GBK the last byte of a character can be a backslash.</summary>
    /// <param name="isGbk">Whether names without the flag are GBK.</param>
    /// <remarks>The DOS attribute alone does not make an entry with content a folder, so that no recording is lost.</remarks>
    public bool IsFolder(bool isGbk) =>
        (UnixMode & KindMask) == Folder || (IsDosFolder && UnixMode == 0 && Length == 0) || Name(isGbk).LastOrDefault() is '/' or '\\';

    /// <summary>Returns the name as text.</summary>
    /// <param name="isGbk">Whether names without the flag are GBK.</param>
    public string Name(bool isGbk) => (isGbk && !IsUtf8 ? NameBytes.TryRead(Gbk.Strict, RawName) : null) ?? NameBytes.Read(RawName);
}
