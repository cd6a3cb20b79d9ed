using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Wellcloud.Client.Tests.Archive;

/// <summary>
/// A service whose ids and names are as nobody should send them, and no two ids alike. It stands on a bare socket,
/// since a proper server would refuse some of what it is asked for.
/// </summary>
internal sealed class HostileService : IAsyncDisposable
{
    /// <summary>More than a name has room for, and two of them less than an address has.</summary>
    private const int Longest = 400;

    private static readonly string[] _times = ["2026.11.22 18:30:00", "", "9999.12.31 23:59:59", "0001.01.01 00:00:00", "2026.02.30 25:61:61"];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly byte[] _listing;
    private readonly Task _accepting;

    public HostileService(int count, ulong seed)
    {
        var texts = Gen.Sample(HostileText.Any, count * 6, new Rnd(seed), 50).Select(static text => text.Length > Longest ? text[..Longest] : text).ToArray();
        var rows = Enumerable.Range(0, count).Select(index => Row(index, texts.AsSpan(index * 6, 6)));
        _listing = [.. "["u8, .. rows.Aggregate(new MemoryStream(), Append).ToArray(), .. "]"u8];
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri BaseUri => new($"http://{_listener.LocalEndpoint}");

    /// <summary>The ids that can be asked for.</summary>
    public HashSet<string> Ids { get; } = [];

    /// <summary>The ids that were asked for, as they arrived.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>What the service has for an id: no two have the same.</summary>
    public static byte[] AudioOf(string id) => [.. AudioSample.TelephoneMp3(4), .. SHA256.HashData(Encoding.UTF8.GetBytes(id))];

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Stop();
        await _accepting;
        _closing.Dispose();
    }

    /// <summary>A row of six texts. The number in its id tells it from all others, at the front, at the end or in the middle.</summary>
    private byte[] Row(int index, Span<string> texts)
    {
        var id = (index % 3) switch
        {
            0 => $"{index}{texts[0]}",
            1 => $"{texts[0]}{index}",
            _ => $"{texts[0]}{index}{texts[1]}",
        };
        Ids.Add(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(id)));

        // Deeper than most readers go, but no deeper than this one takes.
        var deep = index % 100 == 0 ? $",\"deep\":{new string('[', 63)}{new string(']', 63)}" : "";
        return
        [
            .. Encoding.ASCII.GetBytes($"{{\"id\":{Json(id)},\"deviceId\":{Json(texts[1])},\"agentName\":{Json(texts[2])},\"ani\":{Json(texts[3])},"),
            .. Encoding.UTF8.GetBytes($"\"fileName\":{Json(texts[4])},\"callId\":{Json(texts[5])},\"startTime\":\"{_times[index % _times.Length]}\",\"raw\":\""),
            .. index % 10 == 0 ? [0xFF, 0xC0, 0x80, 0xED, 0xA0, 0x80, 0xE2, 0x80, 0xA8] : Array.Empty<byte>(), // no Unicode, and a line end of Unicode's
            .. Encoding.ASCII.GetBytes($"\"{deep}}}{(index % 2 == 0 ? "\r\n" : "")}"),
        ];
    }

    /// <summary>A text with every unit escaped, which leaves halves of surrogate pairs as they are.</summary>
    private static string Json(string text) => $"\"{string.Concat(text.Select(static unit => char.IsAsciiLetterOrDigit(unit) ? unit.ToString() : $"\\u{(int)unit:x4}"))}\"";

    private static MemoryStream Append(MemoryStream all, byte[] row)
    {
        all.Write(all.Length == 0 ? "\n"u8 : ","u8);
        all.Write(row);
        return all;
    }

    private async Task AcceptAsync()
    {
        var visits = new List<Task>();
        try
        {
            while (true)
            {
                visits.Add(AnswerAsync(await _listener.AcceptTcpClientAsync(_closing.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(visits).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task AnswerAsync(TcpClient visitor)
    {
        using var _ = visitor;
        await using var stream = visitor.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII);
        while (await reader.ReadLineAsync(_closing.Token) is { } request)
        {
            while (await reader.ReadLineAsync(_closing.Token) is { Length: > 0 })
            {
            }

            var body = Answer(request.Split(' ')[1].Split('?')[0], out var type);
            var head = body is null ? "425 Too Early\r\nContent-Length: 0" : $"200 OK\r\nContent-Type: {type}\r\nContent-Length: {body.Length}";
            await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes($"HTTP/1.1 {head}\r\n\r\n"), .. body ?? []], _closing.Token);
        }
    }

    private byte[]? Answer(string path, out string type)
    {
        type = "application/json";
        if (path.EndsWith("/recordings", StringComparison.Ordinal))
        {
            return _listing;
        }

        type = "audio/mpeg";
        var id = Uri.UnescapeDataString(path.Split('/')[^2]);
        lock (Asked)
        {
            Asked.Add(id);
        }

        return Ids.Contains(id) ? AudioOf(id) : null;
    }
}
