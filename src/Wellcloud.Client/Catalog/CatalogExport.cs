using System.Diagnostics;
using Wellcloud.Client.Archive;
using Wellcloud.Client.Files;
using Wellcloud.Client.Resources;
using Wellcloud.Client.Saving;

namespace Wellcloud.Client.Catalog;

/// <summary>Makes one page of an archive, in which people search, filter and listen without a server.</summary>
public sealed class CatalogExport
{
    private readonly CatalogOptions _options;
    private readonly string _archive;
    private readonly HashSet<string> _missing;

    /// <summary>Prepares an export.</summary>
    /// <exception cref="WellcloudException"><see cref="WellcloudError.WriteFailed"/>: no relative address leads from the page to the archive.</exception>
    public CatalogExport(CatalogOptions options)
    {
        _options = options;
        _archive = Path.GetFullPath(options.Archive);
        OutFile = Path.GetFullPath(options.OutFile ?? Path.Combine(_archive, "catalog.html"));
        _missing = new(options.Filter?.Id?.Literals ?? [], StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The full path of the page.</summary>
    public string OutFile { get; }

    /// <summary>How far the export is.</summary>
    public TransferProgress Progress { get; } = new();

    /// <summary>Ids that were asked for by name and are not in the archive.</summary>
    public IReadOnlyCollection<string> NotListed => _missing;

    /// <summary>How many recordings have no audio in the page because the name of their file holds a hidden number.</summary>
    public int WithheldPaths { get; private set; }

    /// <summary>Makes the page.</summary>
    /// <exception cref="WellcloudException">
    /// <see cref="WellcloudError.FileExists"/>: another file is there already. <see cref="WellcloudError.LedgerDamaged"/>: a ledger is damaged, or there is none.
    /// <see cref="WellcloudError.UnsafePath"/>: a ledger names a file outside the archive. <see cref="WellcloudError.WriteFailed"/>: the page cannot be written.
    /// </exception>
    public async Task<RecordingCatalog> RunAsync(CancellationToken cancellationToken = default)
    {
        var clock = Stopwatch.StartNew();
        if (File.Exists(OutFile) && !_options.Force && !CatalogMark.IsOn(OutFile))
        {
            throw new WellcloudException(WellcloudError.FileExists, string.Format(Messages.AlreadyThere, OutFile)) { Target = OutFile };
        }

        var address = RelativeAddress.Between(Path.GetDirectoryName(OutFile)!, _archive)
            ?? throw new WellcloudException(WellcloudError.WriteFailed, string.Format(Messages.NoRelativeAddress, OutFile, _archive)) { Target = OutFile };
        var offset = await ArchivedRecordings.ReadOffsetAsync(_archive, cancellationToken).ConfigureAwait(false) ?? WellcloudClientOptions.DefaultUtcOffset;
        var rows = new CatalogRows(_archive, offset, _options.MaskNumber) { Files = _options.Waveform ? [] : null };
        var heads = await ReadAsync(rows, cancellationToken).ConfigureAwait(false);
        WithheldPaths = rows.WithheldPaths;

        var order = rows.Order();
        var waveforms = new WaveformFolder(_archive, OutFile, address);
        var facts = new CatalogFacts
        {
            Title = _options.Title,
            Made = DateTimeOffset.UtcNow.ToOffset(offset),
            ArchiveId = ArchiveIdentity.Read(_archive),
            LedgerHead = heads,
            Newest = order.Length == 0 || rows.Starts[order[0]] == CatalogRows.None ? 0 : rows.Starts[order[0]],
            IsMasked = _options.MaskNumber,
            ArchiveAddress = address,
            WaveformFolder = _options.Waveform ? waveforms.Address : null,
        };
        long drawn = 0;
        try
        {
            drawn = rows.Files is { } files
                ? await Task.Run(() => waveforms.Draw([.. order.Select(i => files[i])], Progress, cancellationToken), cancellationToken).ConfigureAwait(false)
                : 0;
            await Task.Run(() => Write(rows, order, facts, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            waveforms.Discard();
            throw;
        }

        waveforms.RemoveOlder(keepsOwn: _options.Waveform);
        var known = rows.Starts.Where(static start => start != CatalogRows.None).ToList();
        return new()
        {
            Path = OutFile,
            Recordings = rows.Count,
            Playable = rows.Playable,
            Bytes = new FileInfo(OutFile).Length,
            WaveformBytes = drawn,
            From = known.Count > 0 ? rows.MomentOf(known.Min()) : null,
            To = known.Count > 0 ? rows.MomentOf(known.Max()) : null,
            LedgerHead = heads,
            Elapsed = clock.Elapsed,
        };
    }

    private async Task<string> ReadAsync(CatalogRows rows, CancellationToken cancellationToken)
    {
        var heads = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await foreach (var saved in ArchivedRecordings.ReadAsync(_archive, _options.Filter, (ledger, head) => heads[ledger] = head, cancellationToken).ConfigureAwait(false))
        {
            if (_missing.Count > 0)
            {
                _missing.Remove(saved.Id);
            }

            if (IsWanted(saved.Status))
            {
                rows.Add(saved);
                Progress.End();
            }
        }

        return string.Join(" ", heads.Values);
    }

    private bool IsWanted(SaveStatus status) => _options.Status is { } wanted ? wanted.Contains(status) : status is not SaveStatus.Removed;

    private void Write(CatalogRows rows, int[] order, CatalogFacts facts, CancellationToken cancellationToken)
    {
        // Archives recognize this name as an unfinished file.
        var draft = $"{OutFile}.{Path.GetRandomFileName()}.partial";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(OutFile)!);
            using (var file = new FileStream(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None, 64 * 1024))
            {
                CatalogPage.Write(file, rows, order, facts, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            FileMove.Replace(draft, OutFile, isNamed: true);
        }
        catch (Exception exception)
        {
            Remove(draft);
            if (FileFault.IsFile(exception))
            {
                throw FileFault.Write(OutFile, exception);
            }

            throw;
        }
    }

    private static void Remove(string draft)
    {
        try
        {
            File.Delete(draft);
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            // The fault that led here is the one to report.
        }
    }
}
