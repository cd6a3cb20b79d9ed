using System.Text.Json;
using Wellcloud.Client.Archive;

namespace Wellcloud.Client.Catalog;

/// <summary>Identifies an archive by the id of its oldest ledger, which never changes.</summary>
internal static class ArchiveIdentity
{
    /// <summary>Reads the name.</summary>
    public static string Read(string archive)
    {
        var folder = new ArchiveFolder(archive);
        var ledgers = folder.Shards().Select(shard => FirstLine(folder.LedgerOf(shard)));
        return ledgers.OrderBy(static line => line.Time, StringComparer.Ordinal).FirstOrDefault().Ledger ?? "";
    }

    private static (string Time, string Ledger) FirstLine(string path)
    {
        using var reader = LedgerReader.Open(path);
        try
        {
            if (reader.TryRead(out var bytes))
            {
                using var line = JsonDocument.Parse(bytes.ToArray());
                return (Text(line, "time"), Text(line, "ledger"));
            }
        }
        catch (JsonException)
        {
            // Reading the recordings reports what is wrong with this ledger.
        }

        return ("", "");
    }

    private static string Text(JsonDocument line, string name) =>
        line.RootElement.ValueKind == JsonValueKind.Object && line.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "";
}
