using System.Threading.Channels;
using Wellcloud.Client.Saving;

namespace Wellcloud.Client.Archive;

/// <summary>Compares many files, several at once.</summary>
/// <param name="sizeOnly">Whether to compare only sizes.</param>
/// <param name="progress">Counts files and bytes.</param>
internal sealed class FileComparisons(bool sizeOnly, TransferProgress progress)
{
    private static readonly int _workers = Math.Max(2, Environment.ProcessorCount);

    private readonly FileComparison _comparison = new(sizeOnly, progress);
    private readonly FileFindings _findings = new();

    /// <summary>Compares files, and returns those that differ from what was saved.</summary>
    public async Task<FileFindings> RunAsync(IEnumerable<SavedRecording> files, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var queue = Channel.CreateBounded<SavedRecording>(256);
        var workers = Enumerable.Range(0, _workers).Select(_ => Task.Run(() => CompareQueuedAsync(queue.Reader, stop), CancellationToken.None)).ToArray();
        try
        {
            foreach (var file in files)
            {
                await queue.Writer.WriteAsync(file, stop.Token).ConfigureAwait(false);
            }
        }
        finally
        {
            queue.Writer.Complete();
            await Task.WhenAll(workers).ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return _findings;
    }

    private async Task CompareQueuedAsync(ChannelReader<SavedRecording> files, CancellationTokenSource stop)
    {
        try
        {
            while (await files.WaitToReadAsync(stop.Token).ConfigureAwait(false))
            {
                while (files.TryRead(out var saved))
                {
                    _findings.Add(saved, await _comparison.CompareAsync(saved, stop.Token).ConfigureAwait(false));
                    progress.End();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Another worker reports the error, or the caller cancelled.
        }
        catch
        {
            stop.Cancel();
            throw;
        }
    }
}
