using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace Wellcloud.Client.Audio;

/// <summary>
/// The bytes of one audio so far, beside their target. A sidecar says whose they are and by which validator they can be gone on with;
/// without it, or with another one, they are worth nothing.
/// </summary>
internal sealed class PartialFile : IDisposable
{
    /// <summary>From this size on the sidecar is written before the transfer ends, so that even a killed process can go on.</summary>
    private const long WorthKeeping = 4 * 1024 * 1024;

    private const int BufferSize = 64 * 1024;

    private readonly string _id;
    private readonly Uri _origin;
    private readonly FileStream _file;
    private IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private bool _hasSidecar;

    private PartialFile(string path, FileStream file, string id, Uri origin) => (Path, _file, _id, _origin) = (path, file, id, origin);

    public string Path { get; }

    public long Length { get; private set; }

    /// <summary>The validator that must still hold to go on; null when these bytes cannot be gone on with.</summary>
    public string? Validator { get; private set; }

    /// <summary>The size of the whole, as announced when the transfer began.</summary>
    public long? Announced { get; private set; }

    /// <summary>The extension that the first bytes ask for.</summary>
    public AudioFormat? Format { get; private set; }

    private string SidecarPath => Path + ".json";

    /// <summary>Opens what an earlier run left, or an empty one.</summary>
    public static PartialFile Open(string path, string id, Uri origin)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        try
        {
            var partial = new PartialFile(path, file, id, origin);
            if (file.Length > 0)
            {
                partial.Recover();
            }

            return partial;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Begins at the first byte.</summary>
    public void Restart(AudioFormat? format, string? validator, long? announced)
    {
        (Format, Validator, Announced) = (format, validator, announced);
        if (Length > 0 || _file.Length > 0)
        {
            _file.SetLength(0);
            _file.Position = 0;
            Length = 0;
            _hash.Dispose();
            _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        }

        RemoveSidecar();
    }

    /// <summary>Takes the head of a body and then all the rest of it.</summary>
    public async Task TakeAsync(byte[] head, Stream body, TransferProgress progress, CancellationToken cancellationToken)
    {
        Write(head, head.Length);
        progress.Add(head.Length);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int read;
            while ((read = await body.ReadAsync(buffer, 0, BufferSize, cancellationToken).ConfigureAwait(false)) > 0)
            {
                Write(buffer, read);
                progress.Add(read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Write(byte[] bytes, int count)
    {
        if (_file.Position != Length)
        {
            _file.Position = Length;
        }

        _file.Write(bytes, 0, count);
        _hash.AppendData(bytes, 0, count);
        Length += count;
        if (!_hasSidecar && Length >= WorthKeeping)
        {
            WriteSidecar();
        }
    }

    /// <summary>Leaves what is there for another run, if another run could go on with it.</summary>
    public void Keep()
    {
        if (Length > 0 && Validator is not null)
        {
            WriteSidecar();
            return;
        }

        Discard();
    }

    /// <summary>Removes it.</summary>
    public void Discard()
    {
        RemoveSidecar();
        _file.Dispose();
        File.Delete(Path);
    }

    /// <summary>The whole, to look at before it is given its name.</summary>
    public Stream Whole()
    {
        _file.Position = 0;
        return _file;
    }

    /// <summary>Makes the whole final, under the name it has.</summary>
    /// <param name="flush">Whether it has to be on the disk then.</param>
    /// <returns>SHA-256 of all bytes, in lower-case hex.</returns>
    public string Seal(bool flush)
    {
        if (flush)
        {
            _file.Flush(flushToDisk: true);
        }

        return Hex.Lower(_hash.GetHashAndReset());
    }

    /// <summary>Gives the whole its final name.</summary>
    public void MoveTo(string target)
    {
        RemoveSidecar();
        _file.Dispose();
        Replace(Path, target);
    }

    public void Dispose()
    {
        _file.Dispose();
        _hash.Dispose();
    }

    /// <summary>Gives a file another name, whoever has that name; in one step where the system can.</summary>
    internal static void Replace(string source, string target)
    {
#if NET8_0_OR_GREATER
        File.Move(source, target, overwrite: true);
#else
        if (File.Exists(target))
        {
            File.Delete(target);
        }

        File.Move(source, target);
#endif
    }

    private void Recover()
    {
        _hasSidecar = true;
        if (ReadSidecar() is not { } sidecar || sidecar.Id != _id || sidecar.Origin != _origin.AbsoluteUri || sidecar.Validator is null)
        {
            Restart(null, null, null);
            return;
        }

        // A run that was stopped before the rename leaves every byte. The service still has to confirm them, and no range is empty: ask for the last.
        var trusted = _file.Length == sidecar.Length ? _file.Length - 1 : _file.Length;
        var buffer = new byte[BufferSize];
        int read;
        while ((read = _file.Read(buffer, 0, (int)Math.Min(buffer.Length, trusted - Length))) > 0)
        {
            Format ??= AudioFormat.Decide(buffer.AsSpan(0, read), sidecar.ContentType, null);
            _hash.AppendData(buffer, 0, read);
            Length += read;
        }

        (Validator, Announced) = (sidecar.Validator, sidecar.Length);
        if (Format is null)
        {
            Restart(null, null, null);
        }
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

        var sidecar = new PartialSidecar(_id, _origin.AbsoluteUri, Validator, Announced, Format?.ContentTypes[0]);
        File.WriteAllBytes(SidecarPath, JsonSerializer.SerializeToUtf8Bytes(sidecar, PartialSidecarJson.Default.PartialSidecar));
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
