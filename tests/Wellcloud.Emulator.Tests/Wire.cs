using System.Net.Sockets;
using System.Text;

namespace Wellcloud.Emulator.Tests;

/// <summary>One request on a socket of its own, and everything that came back as it was on the wire.</summary>
internal sealed record Wire(string Head, byte[] Body, bool Reset)
{
    public const string Recordings = "/api/operation/tenant/recordings";

    public int Status => Head.Length == 0 ? 0 : int.Parse(Head.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);

    public string Text => Encoding.UTF8.GetString(Body);

    public static string AudioPath(EmulatorServer server, int index) => $"/api/operation/tenant/recording/{server.Tenant[index].Id}/stream2?download=true";

    public static async Task<Wire> GetAsync(EmulatorServer server, string path, params string[] fields)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", server.BaseUri.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Request(server, path, fields));
        var received = new MemoryStream();
        try
        {
            await stream.CopyToAsync(received);
        }
        catch (IOException e) when (e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            return Split(received.ToArray(), reset: true);
        }

        return Split(received.ToArray(), reset: false);
    }

    public static byte[] Request(EmulatorServer server, string path, params string[] fields)
    {
        var lines = fields.Append($"Authorization: {server.Token}").Append("Connection: close");
        return Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{string.Join("\r\n", lines)}\r\n\r\n");
    }

    public string? Field(string name) => Head.Split("\r\n")
        .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(name.Length + 1)..].Trim())
        .FirstOrDefault();

    private static Wire Split(byte[] bytes, bool reset)
    {
        var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        return end < 0
            ? new Wire(Encoding.Latin1.GetString(bytes), [], reset)
            : new Wire(Encoding.Latin1.GetString(bytes, 0, end), bytes[(end + 4)..], reset);
    }
}
