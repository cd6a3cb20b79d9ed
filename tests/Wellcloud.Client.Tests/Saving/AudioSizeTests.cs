using Wellcloud.Client.Saving;
using Wellcloud.Emulator;
using Xunit;

namespace Wellcloud.Client.Tests.Saving;

[Collection(nameof(MeasuredAlone))]
public sealed class AudioSizeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wellcloud-size-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Large_audio_is_not_held_in_memory()
    {
        const long size = 200_000_000;
        await using var server = await EmulatorServer.StartAsync(new() { Recordings = 20, AudioBytes = size });
        using var client = new WellcloudClient(new() { BaseUri = server.BaseUri, Token = Text.Secure(server.Token) });
        var id = Enumerable.Range(0, 20).Select(index => server.Tenant[index]).First(static recording => recording.HasAudio).Id;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var saving = SaveAsync(new AudioSaver(client, new() { Destination = _folder.FullName }), id);
        var most = 0L;
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!saving.IsCompleted && await pulse.WaitForNextTickAsync())
        {
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false) - before);
        }

        Assert.Equal((SaveStatus.Saved, size), await saving);
        Assert.InRange(most, 0, size / 4);
    }

    private static async Task<(SaveStatus Status, long? Bytes)> SaveAsync(AudioSaver saver, string id)
    {
        await foreach (var outcome in saver.SaveAsync(One()))
        {
            return (outcome.Result.Status, outcome.Result.Bytes);
        }

        throw new InvalidOperationException("there was no outcome");

        async System.Collections.Generic.IAsyncEnumerable<Recording> One()
        {
            await Task.Yield();
            yield return new() { Id = id };
        }
    }
}
