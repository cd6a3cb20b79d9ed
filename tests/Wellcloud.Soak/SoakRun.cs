using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using Wellcloud.Client.Saving;
using Wellcloud.Client;

namespace Wellcloud.Soak;

/// <summary>Each round lists everything, downloads it with many transfers at once, checks every file and deletes the files.</summary>
internal sealed class SoakRun(Service service, IReadOnlyDictionary<string, string> hashes, string folder) : IDisposable
{
    public const int InFlight = 64;

    private readonly WellcloudClient _client = new(new()
    {
        BaseUri = service.BaseUri,
        TokenUri = service.TokenUri,
        AppId = "emulator-app",
        AppSecret = new NetworkCredential("", "emulator-secret").SecurePassword,
        OperationTimeout = TimeSpan.FromSeconds(2),
        RetryInterval = TimeSpan.FromMilliseconds(50),
        MaximumRetryCount = 8,
    });

    private readonly ConcurrentQueue<string> _problems = new();
    private int _files;
    private int _resumed;
    private int _retried;

    public int Files => _files;

    public int Resumed => _resumed;

    public int Retried => _retried;

    public IReadOnlyCollection<string> Problems => _problems;

    public async Task RoundAsync()
    {
        var recordings = new ConcurrentQueue<Recording>();
        await foreach (var recording in _client.GetRecordingsAsync())
        {
            if (hashes.ContainsKey(recording.Id))
            {
                recordings.Enqueue(recording);
            }
        }

        if (recordings.Count != hashes.Count)
        {
            _problems.Enqueue($"listed {recordings.Count} of {hashes.Count}");
        }

        // Many runs with one transfer each. A single run would rightly slow down with so many faults.
        await Task.WhenAll(Enumerable.Range(0, InFlight).Select(_ => Task.Run(() => WorkAsync(recordings))));
        Directory.Delete(folder, recursive: true);
    }

    public void Dispose() => _client.Dispose();

    private async Task WorkAsync(ConcurrentQueue<Recording> recordings)
    {
        var saver = new AudioSaver(_client, new() { Destination = folder, ThrottleLimit = 1 });
        await foreach (var (result, fault) in saver.SaveAsync(Take(recordings)))
        {
            Interlocked.Increment(ref _files);
            Interlocked.Add(ref _retried, result.Attempts > 1 ? 1 : 0);
            Interlocked.Add(ref _resumed, result.Status is SaveStatus.Resumed ? 1 : 0);
            if (fault is not null)
            {
                _problems.Enqueue($"{result.Id}: {fault}");
                continue;
            }

            await using var file = File.OpenRead(result.Path!);
            var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file));
            if (hash != hashes[result.Id] || hash != result.Sha256)
            {
                _problems.Enqueue($"{result.Path} is not whole");
            }
        }
    }

    private static async IAsyncEnumerable<Recording> Take(ConcurrentQueue<Recording> recordings)
    {
        await Task.Yield();
        while (recordings.TryDequeue(out var recording))
        {
            yield return recording;
        }
    }
}
