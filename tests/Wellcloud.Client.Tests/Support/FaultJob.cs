using System.IO.Compression;
using System.Security.Cryptography;
using Wellcloud.Client.Batch;
using Wellcloud.Client.Saving;
using Wellcloud.Emulator;
using Xunit;

namespace Wellcloud.Client.Tests.Support;

/// <summary>Uses each endpoint, and checks that what arrives is right.</summary>
internal sealed class FaultJob(EmulatorServer server) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wellcloud-tests-");
    private readonly TaskCompletionSource _firstRow = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _inputEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly EmulatedRecording _recording = Enumerable.Range(0, server.Tenant.Count)
        .Select(index => server.Tenant[index])
        .First(recording => recording.HasAudio && server.Tenant.IndexesOfCall(recording.CallId).Count() > 1);

    /// <summary>Completes when the first row has come.</summary>
    public Task FirstRow => _firstRow.Task;

    /// <summary>Completes when the saver knows that no other recording comes. Until then it cannot tell whose fault a fault is.</summary>
    public Task InputEnded => _inputEnded.Task;

    /// <summary>The files in the folder, sorted.</summary>
    public IEnumerable<string> Files => _folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(static file => file.FullName).Order(StringComparer.Ordinal);

    public Task<Fetched> RunAsync(WellcloudClient client, Endpoint endpoint, int unannounced, CancellationToken cancellationToken) => endpoint switch
    {
        Endpoint.Recordings => ListAsync(client.GetRecordingsAsync(null, cancellationToken), Enumerable.Range(0, server.Tenant.Count)),
        Endpoint.CallRecordings => ListAsync(client.GetCallRecordingsAsync(_recording.CallId, cancellationToken), server.Tenant.IndexesOfCall(_recording.CallId)),
        Endpoint.Audio => SaveAsync(client, unannounced, cancellationToken),
        Endpoint.Batch => SaveBatchAsync(client, cancellationToken),
        Endpoint.Token => LoginAsync(client, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(endpoint)),
    };

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<Fetched> ListAsync(IAsyncEnumerable<Recording> rows, IEnumerable<int> expected)
    {
        var came = new List<string>();
        WellcloudException? fault = null;
        try
        {
            await foreach (var row in rows)
            {
                came.Add(row.Id);
                _firstRow.TrySetResult();
            }
        }
        catch (WellcloudException exception)
        {
            fault = exception;
        }

        var due = expected.Select(index => server.Tenant[index].Id);
        Assert.Equal(fault is null ? due : due.Take(came.Count), came);
        return new(fault, came.Count);
    }

    private async Task<Fetched> SaveAsync(WellcloudClient client, int unannounced, CancellationToken cancellationToken)
    {
        var saver = new AudioSaver(client, new() { Destination = _folder.FullName });
        var outcomes = new List<SaveOutcome>();
        try
        {
            await using var saved = saver.SaveAsync(One(), cancellationToken).GetAsyncEnumerator(cancellationToken);
            var next = saved.MoveNextAsync().AsTask();

            // One recording needs no wait for a place, so by its first wait the saver has met the end of its input.
            _inputEnded.TrySetResult();
            while (await next)
            {
                outcomes.Add(saved.Current);
                next = saved.MoveNextAsync().AsTask();
            }
        }
        catch (WellcloudException exception)
        {
            return new(exception);
        }

        var (result, fault) = Assert.Single(outcomes);
        if (result.Path is not null)
        {
            Assert.Equal(server.Audio.Bytes(_recording, 0, server.Audio.Length(_recording) - unannounced), await File.ReadAllBytesAsync(result.Path, cancellationToken));
        }

        if (fault is null && unannounced == 0)
        {
            Assert.Equal(server.Audio.Sha256(_recording), result.Sha256);
        }

        return new(fault, Status: result.Status);
    }

    private async Task<Fetched> SaveBatchAsync(WellcloudClient client, CancellationToken cancellationToken)
    {
        try
        {
            var (batch, faults) = await new BatchSaver(client, new() { Destination = _folder.FullName }).SaveAsync(cancellationToken);
            Assert.Empty(faults);
            await using var zip = await ZipFile.OpenReadAsync(batch.Path, cancellationToken);
            var due = Enumerable.Range(0, server.Tenant.Count).Select(index => server.Tenant[index]).Where(static recording => recording.HasAudio).Take(3);
            foreach (var (recording, entry) in due.Zip(zip.Entries))
            {
                await using var audio = await entry.OpenAsync(cancellationToken);
                Assert.Equal(server.Audio.Sha256(recording), Convert.ToHexStringLower(await SHA256.HashDataAsync(audio, cancellationToken)));
            }

            return new(null, batch.Entries ?? 0);
        }
        catch (WellcloudException exception)
        {
            return new(exception);
        }
    }

    private async Task<Fetched> LoginAsync(WellcloudClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.LoginAsync(cancellationToken);
            Assert.NotNull(client.TokenExpiresAt);
            return new(null);
        }
        catch (WellcloudException exception)
        {
            Assert.Null(client.TokenExpiresAt);
            return new(exception);
        }
    }

    private async IAsyncEnumerable<Recording> One()
    {
        yield return new() { Id = _recording.Id, CallId = _recording.CallId };
        await Task.CompletedTask;
    }
}
