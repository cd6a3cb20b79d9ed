using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Wellcloud.Client;
using Wellcloud.Client.Catalog;

namespace Wellcloud.Catalog.Tests.Support;

/// <summary>An archive in a folder of its own, with a ledger as docs/archive-format.md describes it.</summary>
public sealed class MadeArchive : IDisposable
{
    private static readonly JsonSerializerOptions _plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private string _previous = new('0', 64);
    private int _sequence;

    public MadeArchive(IEnumerable<Call>? calls = null, string ledger = "ledger.jsonl", string offset = "+08:00")
    {
        Directory.CreateDirectory(System.IO.Path.Combine(Root, ".wellcloud"));
        Begin(ledger, offset);
        Add(calls ?? []);
    }

    public string Home { get; } = Directory.CreateTempSubdirectory("wellcloud-catalog-").FullName;

    public string Root => System.IO.Path.Combine(Home, "archive");

    public string Page => System.IO.Path.Combine(Root, "catalog.html");

    private string Ledger { get; set; } = "";

    /// <summary>Begins another ledger, to which further calls are added.</summary>
    public void Begin(string ledger, string offset = "+08:00", string shard = "1/1", string time = "2026-11-26T00:00:00.000Z")
    {
        Ledger = System.IO.Path.Combine(Root, ".wellcloud", ledger);
        (_previous, _sequence) = (new('0', 64), 0);
        using var file = File.Create(Ledger);
        Append(file, new JsonObject { ["time"] = time, ["format"] = "wellcloud-archive/1", ["ledger"] = Guid.NewGuid().ToString(), ["shard"] = shard, ["utcOffset"] = offset });
    }

    public void Add(IEnumerable<Call> calls)
    {
        using var file = new FileStream(Ledger, FileMode.Append, FileAccess.Write, FileShare.Read, 1 << 20);
        foreach (var call in calls)
        {
            Add(file, call);
        }
    }

    public Task<RecordingCatalog> ExportAsync(CatalogOptions? options = null) => new CatalogExport((options ?? new()) with { Archive = Root }).RunAsync();

    public void Dispose() => Directory.Delete(Home, recursive: true);

    private void Add(FileStream file, Call call)
    {
        var isSaved = call.Status is "Saved" or "Resumed";
        var path = call.Path ?? $"2026/1120/{call.Id}.mp3";
        if (isSaved && call.Audio is { } audio)
        {
            var full = System.IO.Path.Combine(Root, path);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
            File.WriteAllBytes(full, audio);
        }

        var line = new JsonObject { ["time"] = $"2026-11-26T0{1 + (_sequence / 36_000_000)}:{_sequence / 600_000 % 60:00}:{_sequence / 10_000 % 60:00}.{_sequence / 10 % 1000:000}Z", ["id"] = call.Id, ["status"] = call.Status };
        if (isSaved)
        {
            line["path"] = path;
            line["bytes"] = call.Audio?.Length ?? 60_000;
            line["sha256"] = Convert.ToHexStringLower(SHA256.HashData(call.Audio ?? []));
            line["audioMs"] = call.AudioMs;
        }

        (line["attempts"], line["elapsedMs"], line["error"]) = (1, 5, call.Error);
        var row = new JsonObject
        {
            ["id"] = call.Id, ["callId"] = call.CallId, ["callDirection"] = call.Direction, ["state"] = call.State, ["startTime"] = call.Start, ["endTime"] = call.End,
            ["callLength"] = call.Length, ["ani"] = call.Ani, ["dnis"] = call.Dnis, ["deviceId"] = call.Device, ["agentId"] = call.AgentId, ["agentName"] = call.AgentName,
        };
        line["recording"] = row;
        Append(file, line);
    }

    private void Append(FileStream file, JsonObject content)
    {
        var line = new JsonObject { ["seq"] = _sequence++, ["prev"] = _previous };
        foreach (var (name, value) in content.ToList())
        {
            content.Remove(name);
            if (value is not null)
            {
                line[name] = value;
            }
        }

        foreach (var (name, value) in (line["recording"]?.AsObject() ?? []).ToList())
        {
            if (value is null)
            {
                line["recording"]!.AsObject().Remove(name);
            }
        }

        var bytes = JsonSerializer.SerializeToUtf8Bytes(line, _plain);
        file.Write(bytes);
        file.WriteByte((byte)'\n');
        _previous = Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}
