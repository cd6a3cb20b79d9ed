using System.Text;

namespace Wellcloud.Emulator.Net;

/// <summary>The head of a request to the proxy.</summary>
internal sealed record ProxyHead(string Method, string Target, IReadOnlyList<string> Fields)
{
    private const int Longest = 64 * 1024;

    /// <summary>The value of the Proxy-Authorization field.</summary>
    public string? Authorization => Fields
        .Where(line => line.StartsWith("Proxy-Authorization:", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim())
        .FirstOrDefault();

    /// <summary>Reads one head; null when the connection ends first.</summary>
    public static async Task<ProxyHead?> ReadAsync(Stream stream, CancellationToken ct)
    {
        // Byte by byte, so that nothing after the head is consumed.
        var bytes = new List<byte>();
        var one = new byte[1];
        while (bytes.Count < Longest && await stream.ReadAsync(one, ct).ConfigureAwait(false) == 1)
        {
            bytes.Add(one[0]);
            if (one[0] == '\n' && bytes is [.., (byte)'\r', (byte)'\n', (byte)'\r', (byte)'\n'])
            {
                return Parse(Encoding.Latin1.GetString([.. bytes]));
            }
        }

        return null;
    }

    /// <summary>Returns the head for the origin: without the fields meant for the proxy, and with one request a connection.</summary>
    public byte[] ForOrigin(Uri target)
    {
        var fields = Fields.Where(line =>
            !line.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase)
            && !line.StartsWith("Connection:", StringComparison.OrdinalIgnoreCase));
        return Encoding.Latin1.GetBytes(
            $"{Method} {target.GetComponents(UriComponents.PathAndQuery, UriFormat.UriEscaped)} HTTP/1.1\r\n"
            + string.Concat(fields.Select(line => line + "\r\n"))
            + "Connection: close\r\n\r\n");
    }

    private static ProxyHead? Parse(string text)
    {
        var lines = text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var words = lines[0].Split(' ');
        return words.Length == 3 ? new ProxyHead(words[0], words[1], lines[1..]) : null;
    }
}
