using System.Text;
using Wellcloud.Client;
using Wellcloud.Client.Archive;

namespace Wellcloud.Fuzz;

/// <summary>Reads and tests an archive whose ledger is damaged.</summary>
/// <param name="root">The folder of the archive.</param>
internal sealed class LedgerTarget(string root)
{
    private readonly ArchiveFolder _folder = new(root);

    /// <summary>A ledger with a whole chain, and lines out of it.</summary>
    public static IReadOnlyList<byte[]> Samples { get; } = [.. Ledgers()];

    public void Run(byte[] input)
    {
        foreach (var line in input.AsSpan().Split((byte)'\n'))
        {
            ReadLine(input.AsSpan(line));
        }

        // Files take a hundred times as long as lines.
        if (input.Length % 64 == 0)
        {
            var own = Directory.CreateDirectory(_folder.Own).FullName;
            File.WriteAllBytes(Path.Combine(own, "ledger.jsonl"), input);
            RunAsync().GetAwaiter().GetResult();
        }
    }

    private void ReadLine(ReadOnlySpan<byte> bytes)
    {
        _ = LedgerLine.TryParse(bytes, whole: false, out _);
        if (!LedgerLine.TryParse(bytes, whole: true, out var line))
        {
            return;
        }

        if (line.IsDecision)
        {
            try
            {
                var saved = line.ToSaved(_folder, TimeSpan.FromHours(8));
                _ = (saved.Recording?.Duration, saved.Recording?.Date, saved.AudioLength, saved.Elapsed);
            }
            catch (WellcloudException fault) when (fault.Error is WellcloudError.LedgerDamaged or WellcloudError.UnsafePath)
            {
                // Refused.
            }
        }
    }

    private async Task RunAsync()
    {
        // A test ends with a verdict, whatever the ledger holds.
        var verdict = await new ArchiveVerification(root, new() { SizeOnly = true }).RunAsync();
        try
        {
            var count = 0;
            await foreach (var saved in ArchivedRecordings.ReadAsync(root))
            {
                _ = (saved.Recording?.Duration, saved.Recording?.Date, saved.AudioLength);
                count++;
            }

            if (count > 0 && verdict.IsValid && verdict.Files > 0)
            {
                throw new InvalidOperationException("Files that are not there are called valid.");
            }
        }
        catch (WellcloudException fault) when (fault.Error is WellcloudError.LedgerDamaged)
        {
            if (verdict.IsValid)
            {
                throw new InvalidOperationException("A test calls a ledger valid that cannot be read.", fault);
            }
        }
    }

    private static IEnumerable<byte[]> Ledgers()
    {
        string[] lines =
        [
            """ "format":"wellcloud-archive/1","ledger":"6f1c2f64-7b0e-4a3e-9d53-2f5b8a4c1d90","shard":"1/1","utcOffset":"+08:00","nameTemplate":"{Id}"}""",
            """ "id":"a1","status":"Saved","path":"2016/a1.mp3","bytes":417,"sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","audioMs":26,"etag":"\"x\"","attempts":1,"elapsedMs":5,"recording":{"id":"a1","startTime":"2016.07.07 16:08:23","callLength":1}}""",
            """ "id":"b2","status":"Missing","attempts":1,"elapsedMs":5,"error":"no","code":448,"recording":{"id":"b2","agentName":"张三"}}""",
            """ "id":"a1","status":"Removed","reason":"too old"}""",
        ];
        var ledger = new StringBuilder();
        var previous = LedgerWalk.Genesis;
        for (var number = 0; number < lines.Length; number++)
        {
            var line = $$"""{"seq":{{number}},"prev":"{{previous}}","time":"2026-11-02T00:00:0{{number}}.000Z",{{lines[number].TrimStart()}}""";
            ledger.Append(line).Append('\n');
            previous = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(line)));
            yield return Encoding.UTF8.GetBytes(ledger.ToString());
        }
    }
}
