using System.Text.Json;

namespace Wellcloud.Client.Files;

/// <summary>
/// The bytes of one download so far, beside their target. A sidecar says whose bytes they are and under which validator they can be resumed;
/// without a matching sidecar they are discarded.
/// </summary>
internal sealed class PartialFile : IDisposable
{
    /// <summary>From this size on the sidecar is written while the transfer runs, so that the next run can resume even after a kill.</summary>
    private const long EarlySidecarSize = 4 * 1024 * 1024;

    private const int BufferSize = 64 * 1024;

    private readonly string _id;
    private readonly Uri _origin;
    private readonly FileStream _file;
    private readonly IByteWatch? _watch;
    private readonly Digest _digest = new();
    private bool _hasSidecar;

    private PartialFile(string path, FileStream file, string id, Uri origin, IByteWatch? watch) =>
        (Path, _file, _id, _origin, _watch) = (path, file, id, origin, watch);

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>The number of bytes so far.</summary>
    public long Length { get; private set; }

    /// <summary>The validator that must still hold to resume; null when these bytes cannot be resumed.</summary>
    public string? Validator { get; private set; }

    /// <summary>The validator, if it is an entity tag and not a date.</summary>
    public string? StrongETag => Validator?.StartsWith("\"", StringComparison.Ordinal) == true ? Validator : null;

    /// <summary>The size of the complete file, as announced when the transfer began.</summary>
    public long? Announced { get; private set; }

    /// <summary>The content type of the format of the bytes.</summary>
    public string? ContentType { get; private set; }

    private string SidecarPath => Path + OwnFiles.SidecarSuffix;

    /// <summary>Opens what an earlier run left, or an empty file in place of anything else.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="id">The id of the recording.</param>
    /// <param name="origin">The service that sends the bytes.</param>
    /// <param name="watch">Sees all bytes, those that an earlier run left included.</param>
    public static PartialFile Open(string path, string id, Uri origin, IByteWatch? watch = null)
    {
        if (PlainFile.TryCreate(path) is { } created)
        {
            return new(path, created, id, origin, watch);
        }

        if (!FileLink.IsLink(path) && TryRecover(path, id, origin, watch) is { } left)
        {
            return left;
        }

        var partial = new PartialFile(path, PlainFile.Create(path), id, origin, watch) { _hasSidecar = true };
        partial.Restart();
        return partial;
    }

    /// <summary>Discards all bytes and starts again at the first.</summary>
    public void Restart(string? contentType = null, string? validator = null, long? announced = null)
    {
        (ContentType, Validator, Announced) = (contentType, validator, announced);
        if (Length > 0 || _file.Length > 0)
        {
            _file.SetLength(0);
            _file.Position = 0;
            Length = 0;
            _digest.Reset();
        }

        _watch?.Restart(contentType);
        RemoveSidecar();
    }

    /// <summary>Adds the next bytes.</summary>
    public void Append(byte[] bytes, int count)
    {
        if (_file.Position != Length)
        {
            _file.Position = Length;
        }

        _file.Write(bytes, 0, count);
        Count(bytes, count);
        if (!_hasSidecar && Length >= EarlySidecarSize)
        {
            WriteSidecar();
        }
    }

    /// <summary>Leaves the bytes for another run if it could resume them; discards them otherwise.</summary>
    public void Keep()
    {
        if (Length > 0 && Validator is not null)
        {
            WriteSidecar();
            return;
        }

        Discard();
    }

    /// <summary>Deletes the file.</summary>
    public void Discard()
    {
        RemoveSidecar();
        _file.Dispose();
        File.Delete(Path);
    }

    /// <summary>Returns the file from its start, to be checked before it gets its name.</summary>
    public Stream Rewind()
    {
        _file.Position = 0;
        return _file;
    }

    /// <summary>Returns the SHA-256 of all bytes in lower-case hex. Flushes first, if asked to.</summary>
    /// <param name="flush">Whether to wait until the bytes are on the disk.</param>
    public string Seal(bool flush)
    {
        if (flush)
        {
            _file.Flush(flushToDisk: true);
        }

        return _digest.HexAndReset();
    }

    /// <summary>Gives the complete file its final name. If that fails, it can be tried again.</summary>
    /// <param name="target">The full path.</param>
    /// <param name="isNamed">Whether the user named it.</param>
    public void MoveTo(string target, bool isNamed)
    {
        RemoveSidecar();
        _file.Dispose();
        FileMove.Replace(Path, target, isNamed);
    }

    public void Dispose()
    {
        _file.Dispose();
        _digest.Dispose();
    }

    /// <summary>Opens what an earlier run left, if its sidecar proves that it is this recording's; null otherwise.</summary>
    private static PartialFile? TryRecover(string path, string id, Uri origin, IByteWatch? watch)
    {
        var partial = new PartialFile(path, PlainFile.OpenExisting(path), id, origin, watch);
        try
        {
            if (partial.TryRecover())
            {
                return partial;
            }
        }
        catch
        {
            partial.Dispose();
            throw;
        }

        partial.Dispose();
        return null;
    }

    private bool TryRecover()
    {
        if (ReadSidecar() is not { } sidecar || sidecar.Id != _id || sidecar.Origin != _origin.AbsoluteUri || sidecar.Validator is null)
        {
            return false;
        }

        _hasSidecar = true;
        (ContentType, Validator, Announced) = (sidecar.ContentType, sidecar.Validator, sidecar.Length);
        _watch?.Restart(ContentType);

        // A run that stopped before the rename left all bytes. The service must still confirm them, and a range cannot be empty: request the last byte.
        var trusted = _file.Length == sidecar.Length ? _file.Length - 1 : _file.Length;
        var buffer = new byte[BufferSize];
        int read;
        while ((read = _file.Read(buffer, 0, (int)Math.Min(buffer.Length, trusted - Length))) > 0)
        {
            Count(buffer, read);
        }

        return true;
    }

    private void Count(byte[] bytes, int count)
    {
        _digest.Append(bytes, count);
        _watch?.Append(bytes.AsSpan(0, count));
        Length += count;
    }

    private PartialSidecar? ReadSidecar()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(SidecarPath), PartialSidecarJson.Default.PartialSidecar);
        }
        catch (Exception exception) when (exception is FileNotFoundException or JsonException)
        {
            return null;
        }
    }

    private void WriteSidecar()
    {
        if (Validator is null || _hasSidecar)
        {
            return;
        }

        var sidecar = new PartialSidecar(_id, _origin.AbsoluteUri, Validator, Announced, ContentType);
        using var file = PlainFile.Create(SidecarPath);
        JsonSerializer.Serialize(file, sidecar, PartialSidecarJson.Default.PartialSidecar);
        _hasSidecar = true;
    }

    private void RemoveSidecar()
    {
        if (_hasSidecar)
        {
            File.Delete(SidecarPath);
            _hasSidecar = false;
        }
    }
}
