using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Wellcloud.Client.Saving;
using Xunit;

namespace Wellcloud.Client.Tests.Saving;

/// <summary>A transfer that breaks off: what makes it resume, and what its error says.</summary>
public sealed class ResumeTests : IDisposable
{
    private const string Date = "Sun, 01 Nov 2026 12:01:00 GMT";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wellcloud-tests-");
    private readonly byte[] _audio = AudioSample.Mp3(48);

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>RFC 9110, 8.8.2.2: a date proves something only if it is older than the response by a minute.</summary>
    [Theory]
    [InlineData("ETag: \"x\"\r\nLast-Modified: Sun, 01 Nov 2026 12:01:00 GMT", "\"x\"")]
    [InlineData("Last-Modified: Sun, 01 Nov 2026 12:00:00 GMT", "Sun, 01 Nov 2026 12:00:00 GMT")]
    [InlineData("ETag: W/\"x\"\r\nLast-Modified: Sun, 01 Nov 2026 12:00:00 GMT", "Sun, 01 Nov 2026 12:00:00 GMT")]
    [InlineData("Last-Modified: Sun, 01 Nov 2026 12:00:01 GMT", null)]
    [InlineData("Last-Modified: Sun, 01 Nov 2026 12:01:00 GMT", null)]
    [InlineData("Last-Modified: Sun, 01 Nov 2026 13:00:00 GMT", null)]
    [InlineData("Last-Modified: 2026-11-01", null)]
    [InlineData("ETag: W/\"x\"", null)]
    public async Task Audio_is_resumed_by_a_strong_validator_only(string fields, string? ifRange)
    {
        await using var server = new RawServer(head => Answer(head, fields, Start(head) == 0 ? _audio.Length / 2 : _audio.Length, isRanged: ifRange is not null));
        var outcome = await SaveAsync(server, retries: ifRange is null ? 0 : 1);
        if (ifRange is null)
        {
            // The next run starts again.
            Assert.Equal(WellcloudError.TruncatedResponse, outcome.Fault?.Error);
            await SaveAsync(server, retries: 0);
            Assert.All(server.Heads, static head => Assert.DoesNotContain("Range:", head, StringComparison.Ordinal));
            Assert.Equal(2, server.Heads.Count);
            return;
        }

        Assert.Equal(SaveStatus.Resumed, outcome.Result.Status);
        Assert.Equal(_audio, await File.ReadAllBytesAsync(outcome.Result.Path!, TestContext.Current.CancellationToken));
        Assert.Contains($"If-Range: {ifRange}\r\n", server.Heads[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Date_proves_nothing_without_the_time_of_the_response()
    {
        await using var server = new RawServer(head => Answer(head, "Last-Modified: Sun, 01 Nov 2026 12:00:00 GMT", _audio.Length / 2, isRanged: false, isDated: false));
        await SaveAsync(server, retries: 1);
        Assert.All(server.Heads, static head => Assert.DoesNotContain("Range:", head, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Error_tells_the_bytes_of_all_attempts()
    {
        // The second attempt gets further than the first, the others get nothing.
        await using var server = new RawServer(head => Answer(head, "ETag: \"x\"", Start(head) == 0 ? 5_000 : 15_000, isRanged: true));
        var outcome = await SaveAsync(server, retries: 2);
        Assert.Equal(WellcloudError.TruncatedResponse, outcome.Fault?.Error);
        Assert.Contains($"15000 of {_audio.Length} bytes", outcome.Fault!.Message, StringComparison.Ordinal);
    }

    /// <summary>As behind a proxy that cuts every response after some seconds.</summary>
    [Fact]
    public async Task Attempts_that_get_further_use_up_no_retry()
    {
        await using var server = new RawServer(head => Answer(head, "ETag: \"x\"", Math.Min(_audio.Length, Start(head) + 5_000), isRanged: true));
        var outcome = await SaveAsync(server, retries: 1);
        Assert.Equal(SaveStatus.Resumed, outcome.Result.Status);
        Assert.InRange(outcome.Result.Attempts, 3, int.MaxValue);
        Assert.Equal(_audio, await File.ReadAllBytesAsync(outcome.Result.Path!, TestContext.Current.CancellationToken));
    }

    private static int Start(string head) =>
        Regex.Match(head, @"Range: bytes=(\d+)-") is { Success: true } range ? int.Parse(range.Groups[1].Value, CultureInfo.InvariantCulture) : 0;

    /// <summary>Returns the rest of the audio, which breaks off at a place in it.</summary>
    private byte[] Answer(string head, string fields, int end, bool isRanged, bool isDated = true)
    {
        var start = isRanged ? Start(head) : 0;
        var status = start > 0 ? $"206 Partial Content\r\nContent-Range: bytes {start}-{_audio.Length - 1}/{_audio.Length}" : "200 OK";
        var date = isDated ? $"Date: {Date}\r\n" : "";
        return
        [
            .. Encoding.Latin1.GetBytes($"HTTP/1.1 {status}\r\n{date}{fields}\r\nContent-Type: audio/mpeg\r\nContent-Length: {_audio.Length - start}\r\nConnection: close\r\n\r\n"),
            .. _audio[start..Math.Max(start, end)],
        ];
    }

    private async Task<SaveOutcome> SaveAsync(RawServer server, int retries)
    {
        using var client = new WellcloudClient(new() { BaseUri = server.Uri, Token = Text.Secure("token"), MaximumRetryCount = retries, TimeProvider = new ManualTime() });
        await foreach (var outcome in new AudioSaver(client, new() { Destination = _folder.FullName }).SaveAsync(One()))
        {
            return outcome;
        }

        throw new InvalidOperationException("There is no outcome.");

        static async IAsyncEnumerable<Recording> One()
        {
            yield return new() { Id = "a" };
            await Task.CompletedTask;
        }
    }
}
