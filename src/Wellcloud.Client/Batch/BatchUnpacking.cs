using System.Globalization;
using Wellcloud.Client.Files;
using Wellcloud.Client.Names;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Batch;

/// <summary>
/// Unpacks a zip into a folder and nowhere else. A bad entry is reported and the others are kept; a file gets its name when it is complete and
/// its checksum matches.
/// </summary>
/// <param name="zip">The directory of the zip.</param>
/// <param name="folder">The full path of the folder.</param>
/// <param name="replace">Whether existing files are overwritten; otherwise they are kept, without an error if they have the content of the entry.</param>
internal sealed class BatchUnpacking(ZipDirectory zip, string folder, bool replace)
{
    /// <summary>The most files: a zip with more is not unpacked at all.</summary>
    internal const int MaximumFiles = 200_000;

    /// <summary>The most bytes, 1 TiB: a zip that unpacks to more is not unpacked at all.</summary>
    internal const long MaximumBytes = 1L << 40;

    /// <summary>The highest ratio of unpacked to packed bytes above <see cref="AnyBytes"/>. Audio hardly shrinks, so a higher ratio means a zip bomb.</summary>
    internal const int MaximumRatio = 100;

    /// <summary>The bytes that any zip may unpack to, however small: 100 MiB.</summary>
    internal const long AnyBytes = 100L << 20;

    private const int BufferSize = 64 * 1024;

    private readonly byte[] _buffer = new byte[BufferSize];
    private readonly string _spool = Path.Combine(folder, OwnFiles.BatchSpool);
    private readonly NameRegistry _names = new();

    /// <summary>The offset of entry times that state no zone.</summary>
    public TimeSpan UtcOffset { get; init; }

    /// <summary>Unpacks all entries that can be unpacked.</summary>
    /// <param name="archive">The path of the zip itself, which no entry may take.</param>
    /// <param name="cancellationToken">Ends the work between two pieces of an entry.</param>
    /// <returns>A fault for each entry that was not unpacked.</returns>
    /// <exception cref="InvalidDataException">The directory is damaged.</exception>
    public IEnumerable<WellcloudException> Run(string archive, CancellationToken cancellationToken)
    {
        if (zip.Files > MaximumFiles || zip.Length > Math.Min(MaximumBytes, Math.Max(AnyBytes, (decimal)MaximumRatio * zip.File.Length)))
        {
            yield return new(WellcloudError.InvalidResponse, string.Format(Messages.ZipTooLarge, archive, zip.Files, zip.Length)) { Target = archive };
            yield break;
        }

        _names.TryClaim(archive, archive);
        _names.TryClaim(_spool, archive);
        foreach (var entry in zip.Entries())
        {
            if (!entry.IsFolder(zip.IsGbk) && Unpack(entry, cancellationToken) is { } fault)
            {
                yield return fault;
            }
        }
    }

    private WellcloudException? Unpack(ZipEntry entry, CancellationToken cancellationToken)
    {
        var name = entry.Name(zip.IsGbk);
        try
        {
            if (entry.IsSpecial)
            {
                return Fault(WellcloudError.UnsafePath, Messages.EntryIsLink, name);
            }

            var path = SafePath.ForEntry(folder, name);
            if (!_names.TryClaim(path, entry.Offset.ToString(CultureInfo.InvariantCulture)) || Directory.Exists(path) || IsFileInTheWay(path))
            {
                return Fault(WellcloudError.NameCollision, Messages.EntryCollision, name);
            }

            return replace || IsFree(path) ? Write(entry, name, path, cancellationToken)
                : HasContent(path, entry, cancellationToken) ? null
                : Fault(WellcloudError.NameCollision, Messages.EntryCollision, name);
        }
        catch (WellcloudException fault)
        {
            return fault;
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            var fault = FileFault.WriteOne(name, folder, exception);
            return fault.EndsRun ? throw fault : fault;
        }
    }

    /// <summary>Whether no file has the name. An empty file is no recording.</summary>
    private static bool IsFree(string path) => !File.Exists(path) || (FileLink.FindLength(path) == 0 && !SpecialFile.Is(path));

    /// <summary>Whether a file is the unpacked entry, by size and checksum.</summary>
    private bool HasContent(string path, ZipEntry entry, CancellationToken cancellationToken)
    {
        if (SpecialFile.Is(path) || FileLink.FindLength(path) != entry.Length)
        {
            return false;
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        var crc = Crc32.Start();
        int read;
        while ((read = file.Read(_buffer, 0, BufferSize)) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            crc.Append(_buffer, read);
        }

        return crc.Value == entry.Crc;
    }

    /// <summary>Whether a file exists where the path needs a folder.</summary>
    private bool IsFileInTheWay(string path)
    {
        for (var parent = Path.GetDirectoryName(path); parent?.Length > folder.Length; parent = Path.GetDirectoryName(parent))
        {
            if (File.Exists(parent))
            {
                return true;
            }
        }

        return false;
    }

    private WellcloudException? Write(ZipEntry entry, string name, string path, CancellationToken cancellationToken)
    {
        try
        {
            if (Copy(entry, name, cancellationToken) is { } fault)
            {
                return fault;
            }

            KeepTime(entry);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            FileMove.Replace(_spool, path, isNamed: false);
            return null;
        }
        catch (InvalidDataException exception)
        {
            return Fault(WellcloudError.InvalidResponse, Messages.EntryUnreadable, name, exception);
        }
        finally
        {
            File.Delete(_spool);
        }
    }

    private WellcloudException? Copy(ZipEntry entry, string name, CancellationToken cancellationToken)
    {
        using var content = ZipContent.Open(zip.File, entry);
        using var file = PlainFile.Create(_spool);
        var (crc, length) = (Crc32.Start(), 0L);
        int read;
        while ((read = content.Read(_buffer, 0, BufferSize)) > 0 && length <= entry.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            crc.Append(_buffer, read);
            file.Write(_buffer, 0, read);
            length += read;
        }

        return length < entry.Length ? Fault(WellcloudError.TruncatedResponse, Messages.EntryCut, name)
            : length > entry.Length || crc.Value != entry.Crc ? Fault(WellcloudError.InvalidResponse, Messages.EntryChecksum, name)
            : null;
    }

    private void KeepTime(ZipEntry entry)
    {
        try
        {
            if (entry.Time.ToUtc(UtcOffset) is { } time)
            {
                File.SetLastWriteTimeUtc(_spool, time);
            }
        }
        catch (Exception exception) when (FileFault.IsFile(exception) || exception is ArgumentOutOfRangeException)
        {
            // A file system that does not let times be set still keeps the recording.
        }
    }

    private static WellcloudException Fault(WellcloudError error, string text, string name, Exception? inner = null) =>
        new(error, string.Format(text, SafePath.ToDisplay(name)), inner) { Target = name };
}
