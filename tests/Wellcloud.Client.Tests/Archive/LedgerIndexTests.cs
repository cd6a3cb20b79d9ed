using System.Security.Cryptography;
using System.Text;
using Wellcloud.Client.Archive;
using Xunit;

namespace Wellcloud.Client.Tests.Archive;

public sealed class LedgerIndexTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("wellcloud-");

    [Fact]
    public void Thousandth_recording_in_the_first_line_of_a_ledger_is_found()
    {
        var folder = new ArchiveFolder(_root.FullName);
        folder.Create();
        Write(folder.LedgerOf(Shard.Parse("1/2")), "a", 999);
        Write(folder.LedgerOf(Shard.Whole), "b", 2);
        using var index = new LedgerIndex(folder);
        index.Add(Shard.Parse("1/2"), Shard.Whole, CancellationToken.None);
        index.Add(Shard.Whole, Shard.Whole, CancellationToken.None);
        Assert.True(index.TryFind(TextKey.Of("a998"), out _) && index.TryFind(TextKey.Of("b0"), out _) && index.TryFind(TextKey.Of("b1"), out _));
    }

    public void Dispose() => _root.Delete(recursive: true);

    private static void Write(string ledger, string prefix, int count)
    {
        var (text, previous) = (new StringBuilder(), new string('0', 64));
        for (var i = 0; i < count; i++)
        {
            var line = $$"""{"seq":{{i}},"prev":"{{previous}}","time":"2026-01-01T00:00:00Z","id":"{{prefix}}{{i}}","status":"Missing"}""";
            text.Append(line).Append('\n');
            previous = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)));
        }

        File.WriteAllText(ledger, text.ToString());
    }
}
