using Wellcloud.Client.Batch;
using Wellcloud.Client.Saving;
using Wellcloud.Client;

namespace Wellcloud.QuickStart;

/// <summary>The main job, which reports each step: list and filter, the recordings of one call, their audio, the batch.</summary>
/// <param name="client">The service.</param>
/// <param name="folder">Where the files go.</param>
/// <param name="again">Whether to fetch again what is there already.</param>
internal sealed class Job(WellcloudClient client, string folder, bool again)
{
    private const int Most = 24;
    private const int Shown = 5;

    private readonly RecordingFilter _wanted = new() { State = new(["Success"]) };
    private readonly Queue<Recording> _latest = new();

    /// <summary>Does the job.</summary>
    /// <returns>Whether everything that was asked for is there now.</returns>
    public async Task<bool> RunAsync(bool batch, CancellationToken cancellationToken)
    {
        await client.LoginAsync(cancellationToken);
        Say($"The service is at {client.BaseUri}");
        await ListAsync(cancellationToken);
        await CallAsync(cancellationToken);
        var failed = await SaveAsync(cancellationToken);
        failed += batch ? await BatchAsync(cancellationToken) : 0;
        Say(failed == 0 ? $"Done. Everything is in {folder}" : $"{failed} failed; what was saved is in {folder}");
        return failed == 0;
    }

    private async Task ListAsync(CancellationToken cancellationToken)
    {
        var (listed, wanted) = (0, 0);
        await foreach (var recording in client.GetRecordingsAsync(null, cancellationToken))
        {
            listed++;
            if (_wanted.Matches(recording))
            {
                wanted++;
                _latest.Enqueue(recording);
                if (_latest.Count > Most)
                {
                    _latest.Dequeue();
                }
            }
        }

        Say($"Listed {listed} recordings; {wanted} of them have audio. The last ones:");
        Show(_latest.Skip(_latest.Count - Shown));
    }

    private async Task CallAsync(CancellationToken cancellationToken)
    {
        var call = _latest.Where(static recording => recording.CallId is not null).GroupBy(static recording => recording.CallId!).MaxBy(static call => call.Count())?.Key;
        if (call is null)
        {
            Say("No recording says which call it is of.");
            return;
        }

        var recordings = new List<Recording>();
        await foreach (var recording in client.GetCallRecordingsAsync(call, cancellationToken))
        {
            recordings.Add(recording);
        }

        Say($"The call {call} has {recordings.Count} recordings:");
        Show(recordings);
    }

    private async Task<int> SaveAsync(CancellationToken cancellationToken)
    {
        var saver = new AudioSaver(client, new() { Destination = Path.Combine(folder, "recordings"), Force = again });
        var faults = new List<WellcloudException>();
        var (saved, there) = (0, 0);
        await foreach (var outcome in saver.SaveAsync(_latest.ToAsyncEnumerable(), cancellationToken))
        {
            if (outcome.Fault is { } fault)
            {
                faults.Add(fault);
            }
            else if (File.Exists(outcome.Result.Path) && new FileInfo(outcome.Result.Path).Length == outcome.Result.Bytes)
            {
                saved++;
                there += outcome.Result.Status is SaveStatus.Skipped ? 1 : 0;
            }

            if (!Console.IsOutputRedirected)
            {
                Console.Write($"\r  {saver.Progress.Done} of {_latest.Count}, {saver.Progress.Bytes / 1024:N0} KB ");
            }
        }

        if (!Console.IsOutputRedirected)
        {
            Console.Write("\r");
        }

        Say($"Saved {saved - there} of {_latest.Count} recordings ({saver.Progress.Bytes / 1024:N0} KB), {there} were there, {_latest.Count - saved} failed.");
        faults.ForEach(static fault => Say("  " + fault.Message));
        return _latest.Count - saved;
    }

    private async Task<int> BatchAsync(CancellationToken cancellationToken)
    {
        var target = Path.Combine(folder, "batch");
        var (batch, faults) = await new BatchSaver(client, new() { Destination = target, Expand = true, Force = again }).SaveAsync(cancellationToken);
        Say($"Saved the batch, {batch.Format} of {batch.Bytes / 1024:N0} KB{(batch.Entries is { } entries ? $" with {entries} files, unpacked beside it" : "")}: {batch.Path}");
        foreach (var fault in faults)
        {
            Say("  " + fault.Message);
        }

        return faults.Count + (new FileInfo(batch.Path).Length == batch.Bytes ? 0 : 1);
    }

    private static void Show(IEnumerable<Recording> recordings)
    {
        foreach (var recording in recordings)
        {
            Say($"  {recording.StartTime:yyyy-MM-dd HH:mm:ss}  {recording.CallLength,5} s  {recording.CallDirection,-11} {recording.Id}  {recording.AgentName}");
        }
    }

    private static void Say(string line) => Console.WriteLine(line);
}
