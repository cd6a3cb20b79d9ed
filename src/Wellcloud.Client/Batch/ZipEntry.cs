using Wellcloud.Client.Names;

namespace Wellcloud.Client.Batch;

/// <summary>One entry of a zip's directory.</summary>
/// <param name="RawName">Its name as bytes, in the encoding that <paramref name="Flags"/> state.</param>
/// <param name="Flags">The general purpose flags.</param>
/// <param name="Method">How it is packed.</param>
/// <param name="Crc">The checksum of its content.</param>
/// <param name="Packed">Its size in the archive.</param>
/// <param name="Length">Its size when unpacked, as announced.</param>
/// <param name="Offset">Where its own header is.</param>
/// <param name="UnixMode">Kind and rights as Unix writes them; 0 when another system made it.</param>
/// <param name="IsDosFolder">Whether DOS calls it a folder.</param>
/// <param name="Time">When its content was written.</param>
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

    /// <summary>Whether the archive says that the name is UTF-8.</summary>
    public bool IsUtf8 => (Flags & Utf8) != 0;

    /// <summary>Whether it would become a link, a device or anything else but a file.</summary>
    public bool IsSpecial => (UnixMode & KindMask) is not (0 or RegularFile or Folder);

    /// <summary>Whether it is a folder. The name is asked as text: in GBK, a byte of a character can look like a backslash.</summary>
    /// <param name="isGbk">Whether names without the flag are GBK.</param>
    /// <remarks>One with content is none unless its name or Unix says so: the attribute of DOS alone may not cost a recording.</remarks>
    public bool IsFolder(bool isGbk) =>
        (UnixMode & KindMask) == Folder || (IsDosFolder && UnixMode == 0 && Length == 0) || Name(isGbk).LastOrDefault() is '/' or '\\';

    /// <summary>The name as text.</summary>
    /// <param name="isGbk">Whether names without the flag are GBK.</param>
    public string Name(bool isGbk) => (isGbk && !IsUtf8 ? NameBytes.TryRead(Gbk.Strict, RawName) : null) ?? NameBytes.Read(RawName);
}
