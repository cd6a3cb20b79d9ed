using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Wellcloud.Client.Tests.Archive;

/// <summary>
/// A service with hostile ids and names; all ids differ. A web server would refuse some of the requests.
/// </summary>
internal sealed class HostileService : SocketService
{
    /// <summary>Too long for a file name; two of them still fit in a URL.</summary>
    private const int MaximumLength = 400;

    private static readonly string[] _times = ["2026.11.22 18:30:00", "", "9999.12.31 23:59:59", "0001.01.01 00:00:00", "2026.02.30 25:61:61"];

    private readonly byte[] _listing;

    public HostileService(int count, ulong seed)
    {
        var texts = Gen.Sample(HostileText.Any, count * 6, new Rnd(seed), 50).Select(static text => text.Length > MaximumLength ? text[..MaximumLength] : text).ToArray();
        var rows = Enumerable.Range(0, count).Select(index => Row(index, texts.AsSpan(index * 6, 6)));
        _listing = [.. "["u8, .. rows.Aggregate(new MemoryStream(), Append).ToArray(), .. "]"u8];
        Start();
    }

    /// <summary>The ids in the listing.</summary>
    public HashSet<string> Ids { get; } = [];

    /// <summary>The requested ids, in the order of the requests.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Returns the audio of an id. All ids have different audio.</summary>
    public static byte[] AudioOf(string id) => [.. AudioSample.TelephoneMp3(4), .. SHA256.HashData(Encoding.UTF8.GetBytes(id))];

    /// <inheritdoc/>
    protected override (string Head, byte[] Body) Answer(string path, IReadOnlyList<string> headers)
    {
        if (path.EndsWith("/recordings", StringComparison.Ordinal))
        {
            return ("200 OK\r\nContent-Type: application/json", _listing);
        }

        var id = Uri.UnescapeDataString(path.Split('/')[^2]);
        lock (Asked)
        {
            Asked.Add(id);
        }

        return Ids.Contains(id) ? ("200 OK\r\nContent-Type: audio/mpeg", AudioOf(id)) : ("425 Too Early", []);
    }

    /// <summary>Makes a row from six texts. A number at the start, at the end or in the middle makes its id unique.</summary>
    private byte[] Row(int index, Span<string> texts)
    {
        var id = (index % 3) switch
        {
            0 => $"{index}{texts[0]}",
            1 => $"{texts[0]}{index}",
            _ => $"{texts[0]}{index}{texts[1]}",
        };
        Ids.Add(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(id)));

        // As deep as the parser allows, which is deeper than most parsers do.
        var deep = index % 100 == 0 ? $",\"deep\":{new string('[', 63)}{new string(']', 63)}" : "";
        return
        [
            .. Encoding.ASCII.GetBytes($"{{\"id\":{Json(id)},\"deviceId\":{Json(texts[1])},\"agentName\":{Json(texts[2])},\"ani\":{Json(texts[3])},"),
            .. Encoding.UTF8.GetBytes($"\"fileName\":{Json(texts[4])},\"callId\":{Json(texts[5])},\"startTime\":\"{_times[index % _times.Length]}\",\"raw\":\""),
            .. index % 10 == 0 ? [0xFF, 0xC0, 0x80, 0xED, 0xA0, 0x80, 0xE2, 0x80, 0xA8] : Array.Empty<byte>(), // invalid UTF-8, and the line separator U+2028
            .. Encoding.ASCII.GetBytes($"\"{deep}}}{(index % 2 == 0 ? "\r\n" : "")}"),
        ];
    }

    /// <summary>Escapes every code unit of a text, which keeps unpaired surrogates.</summary>
    private static string Json(string text) => $"\"{string.Concat(text.Select(static unit => char.IsAsciiLetterOrDigit(unit) ? unit.ToString() : $"\\u{(int)unit:x4}"))}\"";

    private static MemoryStream Append(MemoryStream all, byte[] row)
    {
        all.Write(all.Length == 0 ? "\n"u8 : ","u8);
        all.Write(row);
        return all;
    }
}
