using System.Text;
using Wellcloud.Client.Archive;
using Wellcloud.Client.Files;
using Wellcloud.Client.Saving;

namespace Wellcloud.Client.Catalog;

/// <summary>
/// The waveforms of one page, in files of a thousand that the page loads when somebody listens. Each export has a folder of its
/// own, so that an older page keeps what belongs to it until it is replaced, and no page disturbs another.
/// </summary>
internal sealed class WaveformFolder
{
    /// <summary>Recordings in a file; the page's script has the same number.</summary>
    public const int PerFile = 1000;

    private const string Parent = "catalog";

    private readonly string _root;
    private readonly string _name;
    private readonly string _folder;

    /// <summary>Names the folder of an export.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="page">The page.</param>
    /// <param name="address">The relative address of the archive, seen from the page.</param>
    public WaveformFolder(string archive, string page, string address)
    {
        var own = new ArchiveFolder(archive).Own;
        _root = Path.Combine(own, Parent);

        // A page of the same name in the same place gets the same folder, even if the archive was moved.
        var inside = RelativeAddress.Between(archive, Path.GetDirectoryName(page)!) ?? address;
        var digest = new byte[Digest.Length];
        Digest.Hash(Encoding.UTF8.GetBytes(inside + Path.GetFileName(page)), digest);
        _name = Digest.Hex(digest).Substring(0, 12);
        var run = Guid.NewGuid().ToString("N").Substring(0, 12);
        _folder = Path.Combine(_root, $"{_name}-{run}");
        Address = $"{ArchiveFolder.OwnName}/{Parent}/{_name}-{run}/";
    }

    /// <summary>The folder below the archive, with slashes.</summary>
    public string Address { get; }

    /// <summary>Draws the waveforms of files and writes them.</summary>
    /// <param name="files">The file of each row below the archive, in the order of the page; null for none.</param>
    /// <param name="progress">Told of what is read.</param>
    /// <param name="cancellationToken">Ends the drawing.</param>
    /// <returns>The bytes written.</returns>
    public long Draw(IReadOnlyList<string?> files, TransferProgress progress, CancellationToken cancellationToken)
    {
        var archive = Path.GetDirectoryName(Path.GetDirectoryName(_root)!)!;
        long written = 0;
        try
        {
            Directory.CreateDirectory(_folder);
            for (var first = 0; first < files.Count; first += PerFile)
            {
                var count = Math.Min(PerFile, files.Count - first);
                var points = new byte[count * Waveform.Bytes];
                var start = first;
                Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
                {
                    if (files[start + i] is { } file)
                    {
                        progress.Add(Waveform.Read(Path.Combine(archive, file), points.AsSpan(i * Waveform.Bytes, Waveform.Bytes)));
                    }
                });

                // Base64 needs no escape in a script.
                var script = $"catalogWaveforms({first / PerFile},\"{Convert.ToBase64String(points)}\")\n";
                var bytes = Encoding.ASCII.GetBytes(script);
                File.WriteAllBytes(Path.Combine(_folder, $"{first / PerFile}.js"), bytes);
                written += bytes.Length;
            }
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            throw FileFault.Write(_folder, exception);
        }

        return written;
    }

    /// <summary>Removes what this export wrote.</summary>
    public void Discard() => Remove(_folder);

    /// <summary>Removes what earlier exports of the page wrote.</summary>
    /// <param name="keepsOwn">Whether this export wrote waveforms too.</param>
    public void RemoveOlder(bool keepsOwn)
    {
        if (!Directory.Exists(_root))
        {
            return;
        }

        foreach (var folder in Directory.GetDirectories(_root, _name + "-*"))
        {
            if (!keepsOwn || folder != _folder)
            {
                Remove(folder);
            }
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            // A browser has the file open; the next export removes it.
        }
    }
}
