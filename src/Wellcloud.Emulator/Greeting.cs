using System.Text;

namespace Wellcloud.Emulator;

/// <summary>What a person reads when the emulator is ready: lines to paste into a PowerShell.</summary>
internal static class Greeting
{
    /// <summary>Writes the lines.</summary>
    /// <param name="server">The emulator, which listens.</param>
    /// <param name="recordings">How many recordings the tenant has.</param>
    /// <param name="module">The folder of the module to import.</param>
    public static string Write(EmulatorServer server, int recordings, string module)
    {
        var text = new StringBuilder()
            .AppendLine($"{recordings} recordings at {server.BaseUri}, until Ctrl+C.");
        foreach (var (name, uri) in new[] { ("over https", server.SecureBaseUri), ("on a second origin", server.SecondOriginUri), ("through a proxy", server.ProxyUri) })
        {
            if (uri is not null)
            {
                text.AppendLine($"It also listens {name}: {uri}");
            }
        }

        return text
            .AppendLine("Paste these lines into another PowerShell:")
            .AppendLine()
            .AppendLine($"Import-Module {Quote(Path.GetFullPath(module))}")
            .AppendLine($"Connect-Wellcloud -BaseUri {server.BaseUri} -Token {Quote(server.Token)}")
            .Append("Get-WcRecording -First 10")
            .ToString();
    }

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
