using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Wellcloud.Client.Archive;

namespace Wellcloud.Client.Tests.Archive;

/// <summary>An archive of a <see cref="CallService"/>, with a clock that the test moves.</summary>
internal sealed class CallArchive : IAsyncDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("wellcloud-calls-").FullName;
    private readonly WellcloudClient _client;

    public CallArchive()
    {
        Path = System.IO.Path.Combine(_home, "archive");
        using var token = new NetworkCredential("", "token").SecurePassword;
        _client = new WellcloudClient(new() { BaseUri = Service.BaseUri, Token = token, MaximumRetryCount = 0, RetryInterval = TimeSpan.Zero, TimeProvider = Clock });
    }

    public CallService Service { get; } = new();

    public FakeTimeProvider Clock { get; } = new(new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    public DateTimeOffset Now => Clock.GetUtcNow();

    public string Path { get; }

    public List<SaveOutcome> Outcomes { get; } = [];

    /// <summary>The parsed lines of the ledger.</summary>
    public JsonNode[] Lines => [.. File.ReadAllLines(System.IO.Path.Combine(Path, ".wellcloud", "ledger.jsonl")).Select(static line => JsonNode.Parse(line)!)];

    public string[] Sums => File.ReadAllLines(System.IO.Path.Combine(Path, "SHA256SUMS"));

    public Task<ArchiveSyncResult> SyncAsync(ArchiveSyncOptions? options = null) =>
        new ArchiveSync(_client, (options ?? new()) with { Path = Path }).RunAsync(outcome =>
        {
            Outcomes.Add(outcome);
            return Task.CompletedTask;
        });

    public ArchiveSync Sync(ArchiveSyncOptions options) => new(_client, options with { Path = Path });

    public async Task<List<SaveOutcome>> RemoveAsync(params string[] ids)
    {
        var outcomes = new List<SaveOutcome>();
        await new ArchiveRemoval(Path, "too old", Clock).RunAsync(ids, outcome =>
        {
            outcomes.Add(outcome);
            return Task.CompletedTask;
        });
        return outcomes;
    }

    public Task<ArchiveTestResult> TestAsync() => new ArchiveVerification(Path).RunAsync();

    public async Task<SavedRecording> ReadAsync(string id)
    {
        await foreach (var saved in ArchivedRecordings.ReadAsync(Path, new() { Id = new([id]) }))
        {
            return saved;
        }

        throw new InvalidOperationException($"{id} is not in the archive.");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Service.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }
}
