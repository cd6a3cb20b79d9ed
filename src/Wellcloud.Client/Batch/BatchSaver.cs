using System.Diagnostics;
using Wellcloud.Client.Files;
using Wellcloud.Client.Resources;
using Wellcloud.Client.Saving;

namespace Wellcloud.Client.Batch;

/// <summary>
/// Saves the batch download as a transaction: its bytes go to a partial file, which gets its name when it is complete. A batch that was cut off
/// is fetched again from the start, since nothing proves that the next response has the same bytes.
/// </summary>
/// <param name="client">The service.</param>
/// <param name="options">Where to save, and how.</param>
public sealed class BatchSaver(WellcloudClient client, BatchSaveOptions options)
{
    private readonly AudioProof _proof = new();

    /// <summary>The progress of the run.</summary>
    public TransferProgress Progress { get; } = new();

    /// <summary>Fetches the batch and unpacks it if the options say so.</summary>
    /// <returns>The file, and the faults of single entries.</returns>
    /// <exception cref="WellcloudException">There is no file: the service did not send one, or it cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled. Entries that were unpacked before stay.</exception>
    public async Task<BatchOutcome> SaveAsync(CancellationToken cancellationToken = default)
    {
        var clock = Stopwatch.StartNew();
        var folder = options.OutFile is { } file ? Path.GetDirectoryName(Path.GetFullPath(file))! : Path.GetFullPath(options.Destination ?? ".");
        try
        {
            if (options.OutFile is { } target)
            {
                OutFile.RefuseExisting(target, options.Force);
            }

            Directory.CreateDirectory(folder);
            var (path, bytes, hash, format) = await FetchAsync(folder, cancellationToken).ConfigureAwait(false);
            var faults = new List<WellcloudException>();
            var entries = format == SavedBatch.ZipFormat && !SpecialFile.Is(path) ? Unpack(path, folder, faults, cancellationToken) : null;
            var batch = new SavedBatch { Path = path, Bytes = bytes, Sha256 = hash, Format = format, Entries = entries, Elapsed = clock.Elapsed };
            return new(batch, faults);
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            throw FileFault.Write(options.OutFile ?? folder, exception);
        }
    }

    private async Task<(string Path, long Bytes, string Hash, string Format)> FetchAsync(string folder, CancellationToken cancellationToken)
    {
        using var place = options.OutFile is { } file ? new PartialPlace(Path.GetFullPath(file), isNamed: true) : null;
        using var spool = PartialFile.Open(place?.Path ?? Path.Combine(folder, OwnFiles.BatchSpool), "", client.BaseUri, _proof);
        try
        {
            var (path, format) = await client.Retry.RunAsync(
                () => AttemptAsync(spool, folder, cancellationToken), client.Observer, cancellationToken).ConfigureAwait(false);
            var hash = spool.Seal(flush: true);
            spool.MoveTo(path, isNamed: options.OutFile is not null);
            return (path, spool.Length, hash, format);
        }
        catch
        {
            spool.Discard();
            throw;
        }
    }

    private async Task<(string Path, string Format)> AttemptAsync(PartialFile spool, string folder, CancellationToken cancellationToken)
    {
        using var answer = await BatchAnswer.OpenAsync(client, options.Query, cancellationToken).ConfigureAwait(false);
        Progress.Add(-spool.Length);
        spool.Restart(answer.Audio?.ContentType, announced: answer.Length);
        await answer.SaveAsync(spool, Progress, cancellationToken).ConfigureAwait(false);

        if (IsCut(answer, spool))
        {
            throw new WellcloudException(WellcloudError.TruncatedResponse, string.Format(Messages.TruncatedBatch, spool.Length)) { Target = answer.Target, IsTransient = true };
        }

        var path = options.OutFile is { } file ? Path.GetFullPath(file) : BatchName.Choose(folder, answer, client.Time.GetUtcNow(), options.Force);
        return (path, answer.IsZip ? SavedBatch.ZipFormat : answer.Audio?.Name ?? SavedBatch.UnknownFormat);
    }

    /// <summary>Whether the file is incomplete: a connection that is simply closed looks like the end of the body.</summary>
    private bool IsCut(BatchAnswer answer, PartialFile spool) =>
        answer.IsZip ? ZipEnd.Find(spool.Rewind()) is null
        : answer.Length is null && _proof.IsCut;

    private int? Unpack(string path, string folder, List<WellcloudException> faults, CancellationToken cancellationToken)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            var zip = ZipDirectory.Read(file, cancellationToken);
            if (options.Expand)
            {
                faults.AddRange(new BatchUnpacking(zip, folder, options.Force) { UtcOffset = client.UtcOffset }.Run(path, cancellationToken));
            }

            return zip.Files;
        }
        catch (InvalidDataException exception)
        {
            faults.Add(new(WellcloudError.InvalidResponse, string.Format(Messages.BrokenZip, path), exception) { Target = path });
            return null;
        }
    }
}
