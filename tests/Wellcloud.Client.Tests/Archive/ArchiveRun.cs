using Wellcloud.Client.Archive;
using Wellcloud.Emulator;

namespace Wellcloud.Client.Tests.Archive;

/// <summary>A service that is synced to an archive.</summary>
internal sealed class ArchiveRun : ServiceRun
{
    private ArchiveRun(EmulatorServer server, TimeProvider? time, TimeSpan? offset)
        : base(server, retries: 1, offset, time)
    {
    }

    public List<SaveOutcome> Outcomes { get; } = [];

    public string Path => At("archive");

    public string Ledger => LedgerOf("ledger.jsonl");

    public IEnumerable<EmulatedRecording> Recordings => Enumerable.Range(0, Server.Tenant.Count).Select(index => Server.Tenant[index]);

    public static async Task<ArchiveRun> StartAsync(int recordings = 40, TimeProvider? time = null, TimeSpan? offset = null, EmulatorOptions? options = null) =>
        new(await EmulatorServer.StartAsync((options ?? new EmulatorOptions { AudioBytes = 3000 }) with { Recordings = recordings }), time, offset);

    public Task<ArchiveSyncResult> SyncAsync(ArchiveSyncOptions? options = null, CancellationToken cancellationToken = default) =>
        new ArchiveSync(Client, (options ?? new()) with { Path = Path }).RunAsync(
            outcome =>
            {
                Outcomes.Add(outcome);
                return Task.CompletedTask;
            },
            cancellationToken);

    public Task<ArchiveTestResult> TestAsync(bool sizeOnly = false) => TestAsync(new ArchiveTestOptions { SizeOnly = sizeOnly });

    public Task<ArchiveTestResult> TestAsync(ArchiveTestOptions options) => new ArchiveVerification(Path, options).RunAsync();

    public async Task<List<SavedRecording>> ReadAsync(RecordingFilter? filter = null)
    {
        var all = new List<SavedRecording>();
        await foreach (var saved in ArchivedRecordings.ReadAsync(Path, filter))
        {
            all.Add(saved);
        }

        return all;
    }

    public string LedgerOf(string name) => System.IO.Path.Combine(Path, ".wellcloud", name);

    public string[] Files() =>
        [.. Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories).Where(static file => !file.Contains(".wellcloud") && !file.EndsWith("SHA256SUMS"))];
}
