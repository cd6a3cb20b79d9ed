using System.Buffers.Text;
using System.Buffers;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text;
using Wellcloud.Client.Archive;

namespace Wellcloud.Client.Catalog;

/// <summary>The page: its three source files as they are, with the data between them.</summary>
internal static class CatalogPage
{
    private const int Piece = 48 * 1024; // a multiple of 3, so that the base64 of the pieces can be joined

    /// <summary>Writes a page.</summary>
    /// <param name="output">The stream to write to.</param>
    /// <param name="rows">The recordings.</param>
    /// <param name="order">Their order.</param>
    /// <param name="facts">What else the page knows.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static void Write(Stream output, CatalogRows rows, int[] order, CatalogFacts facts, CancellationToken cancellationToken)
    {
        using var columns = new ColumnWriter();
        CatalogData.WriteColumns(rows, order, columns);
        cancellationToken.ThrowIfCancellationRequested();
        using var idColumns = new ColumnWriter();
        var ids = CatalogData.WriteIds(rows, order, idColumns);
        cancellationToken.ThrowIfCancellationRequested();

        var script = Source("catalog.js");
        var template = Encoding.UTF8.GetString(Source("catalog.html"));
        foreach (var piece in template.Split(["{{"], StringSplitOptions.None))
        {
            var end = piece.IndexOf("}}", StringComparison.Ordinal);
            if (end < 0)
            {
                Put(output, piece);
                continue;
            }

            switch (piece.Substring(0, end))
            {
                case "mark": output.Write(CatalogMark.Bytes.ToArray(), 0, CatalogMark.Bytes.Length); break;
                case "title": Put(output, WebUtility.HtmlEncode(facts.Title ?? "")); break;
                case "script-hash": Put(output, HashOf(script)); break;
                case "style-hash": Put(output, HashOf(Source("catalog.css"))); break;
                case "style": Put(output, Source("catalog.css")); break;
                case "script": Put(output, script); break;
                case "facts": Put(output, JsonOf(facts, rows.Count, columns, idColumns, ids.Length)); break;
                case "columns": PutBase64(output, columns.Finish()); break;
                case "id-columns": PutBase64(output, idColumns.Finish()); break;
                case "ids": PutBase64(output, new(ids)); break;
                case var name: throw new InvalidDataException(name);
            }

            Put(output, piece.Substring(end + 2));
        }
    }

    private static byte[] Source(string name)
    {
        using var stream = typeof(CatalogPage).Assembly.GetManifestResourceStream("Wellcloud.Client.Catalog." + name)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static string HashOf(byte[] source)
    {
        using var hash = SHA256.Create();
        return Convert.ToBase64String(hash.ComputeHash(source));
    }

    private static byte[] JsonOf(CatalogFacts facts, int rows, ColumnWriter columns, ColumnWriter idColumns, int idBytes)
    {
        using var bytes = new MemoryStream();

        // The writer's default encoder escapes everything that HTML could read as markup.
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("format", 1);
            json.WriteString("title", facts.Title);
            json.WriteString("made", facts.Made.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
            json.WriteNumber("offsetMinutes", (int)facts.Made.Offset.TotalMinutes);
            json.WriteString("archive", facts.ArchiveId);
            json.WriteString("ledgerHead", facts.LedgerHead);
            json.WriteNumber("rows", rows);
            json.WriteNumber("newest", facts.Newest);
            json.WriteBoolean("masked", facts.IsMasked);
            json.WriteString("archiveAddress", facts.ArchiveAddress);
            json.WriteString("waveforms", facts.WaveformFolder);
            json.WriteNumber("idBytes", idBytes);
            json.WriteStartArray("outcomes");
            foreach (var status in Enum.GetNames(typeof(SaveStatus)))
            {
                json.WriteStringValue(status);
            }

            json.WriteStringValue(CatalogRows.Short);
            json.WriteEndArray();
            PutPlaces(json, "columns", columns);
            PutPlaces(json, "idColumns", idColumns);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static void PutPlaces(Utf8JsonWriter json, string name, ColumnWriter writer)
    {
        json.WriteStartObject(name);
        foreach (var (column, offset, width, count) in writer.Columns)
        {
            json.WriteStartArray(column);
            json.WriteNumberValue(offset);
            json.WriteNumberValue(width);
            json.WriteNumberValue(count);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Put(Stream output, string text) => Put(output, Encoding.UTF8.GetBytes(text));

    private static void Put(Stream output, byte[] bytes) => output.Write(bytes, 0, bytes.Length);

    private static void PutBase64(Stream output, ArraySegment<byte> bytes)
    {
        var room = ArrayPool<byte>.Shared.Rent(Base64.GetMaxEncodedToUtf8Length(Piece));
        for (var done = 0; done < bytes.Count; done += Piece)
        {
            Base64.EncodeToUtf8(bytes.AsSpan(done, Math.Min(Piece, bytes.Count - done)), room, out _, out var written);
            output.Write(room, 0, written);
        }

        ArrayPool<byte>.Shared.Return(room);
    }
}
