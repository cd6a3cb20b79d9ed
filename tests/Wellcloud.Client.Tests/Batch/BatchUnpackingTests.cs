using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Wellcloud.Client.Batch;
using Xunit;

namespace Wellcloud.Client.Tests.Batch;

public sealed class BatchUnpackingTests : IDisposable
{
    private const int UnixLink = 0xA1FF << 16;

    private readonly ZipSample _sample = new();

    [Fact]
    public void Folders_and_files_are_unpacked()
    {
        var zip = ZipSample.Make(zip =>
        {
            zip.CreateEntry("empty/");
            Add(zip, "a/b/c.txt", new string('c', 5000));
            Add(zip, "a\\d.txt", "d");
            Add(zip, "none.txt", "");
        });
        Assert.Empty(_sample.Unpack(zip));
        Assert.Equal([Path.Combine("a", "b", "c.txt"), Path.Combine("a", "d.txt"), "none.txt"], _sample.Files);
        Assert.Equal(new string('c', 5000), _sample.Read("a/b/c.txt"));
    }

    [Fact]
    public void Link_is_refused()
    {
        var zip = ZipSample.Make(zip =>
        {
            Add(zip, "link", "/etc/passwd").ExternalAttributes = UnixLink;
            Add(zip, "link/a.txt", "a");
        });
        zip[Find(zip, 0x02014B50) + 5] = 3;
        var fault = Assert.Single(_sample.Unpack(zip));
        Assert.Equal((WellcloudError.UnsafePath, "link"), (fault.Error, fault.Target));
        Assert.Equal([Path.Combine("link", "a.txt")], _sample.Files);
    }

    [Fact]
    public void Second_entry_with_the_same_name_is_a_collision()
    {
        var zip = ZipSample.Make(zip =>
        {
            Add(zip, "a.txt", "first");
            Add(zip, "A.TXT", "second");
            Add(zip, "a.txt/b.txt", "third");
            Add(zip, "all.zip", "fourth");
            Add(zip, "wellcloud-batch.partial", "fifth");
        });
        var faults = _sample.Unpack(zip, replace: true);
        Assert.Equal(["A.TXT", "a.txt/b.txt", "all.zip", "wellcloud-batch.partial"], faults.Select(fault => fault.Target!));
        Assert.All(faults, fault => Assert.Equal(WellcloudError.NameCollision, fault.Error));
        Assert.Equal("first", _sample.Read("a.txt"));
        Assert.Equal(["a.txt"], _sample.Files);
    }

    [Fact]
    public void Wrong_checksum_rejects_only_its_entry()
    {
        var zip = ZipSample.Make(zip =>
        {
            Add(zip, "bad.txt", "0123456789", CompressionLevel.NoCompression);
            Add(zip, "good.txt", "good");
        });
        zip[zip.AsSpan().IndexOf("0123456789"u8)] = (byte)'X';
        Assert.Equal((WellcloudError.InvalidResponse, "bad.txt"), Describe(Assert.Single(_sample.Unpack(zip))));
        Assert.Equal(["good.txt"], _sample.Files);
    }

    [Theory]
    [InlineData(5, WellcloudError.InvalidResponse)]
    [InlineData(11, WellcloudError.TruncatedResponse)]
    public void Wrong_size_rejects_its_entry(uint announced, WellcloudError error)
    {
        var zip = ZipSample.Make(zip => Add(zip, "lie.txt", "0123456789"));
        BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(Find(zip, 0x02014B50) + 24), announced);
        Assert.Equal((error, "lie.txt"), Describe(Assert.Single(_sample.Unpack(zip))));
        Assert.Empty(_sample.Files);
    }

    [Theory]
    [InlineData(8, 1)]
    [InlineData(10, 99)]
    [InlineData(42, 200)]
    public void Unreadable_entry_is_rejected(int field, byte value)
    {
        var zip = ZipSample.Make(zip => Add(zip, "odd.txt", "0123456789"));
        zip[Find(zip, 0x02014B50) + field] = value;
        Assert.Equal((WellcloudError.InvalidResponse, "odd.txt"), Describe(Assert.Single(_sample.Unpack(zip))));
        Assert.Empty(_sample.Files);
    }

    [Fact]
    public void Zip_bomb_is_not_unpacked()
    {
        var zip = ZipSample.Make(zip =>
        {
            using var bomb = zip.CreateEntry("bomb").Open();
            var zeros = new byte[1 << 20];
            for (var i = 0; i <= BatchUnpacking.AnyBytes >> 20; i++)
            {
                bomb.Write(zeros);
            }
        });
        Assert.Equal(WellcloudError.InvalidResponse, Assert.Single(_sample.Unpack(zip)).Error);
        Assert.Empty(_sample.Files);
    }

    [Fact]
    public void Unflagged_names_are_gbk_when_one_is_not_utf8()
    {
        // In GBK the bytes of the first are also good UTF-8 for another name; those of the second are not.
        string[] names = ["\u90E8\u95E8.txt", "录音文件.txt"];
        var gbk = CodePagesEncodingProvider.Instance.GetEncoding(936)!;
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true, gbk))
        {
            Array.ForEach(names, name => Add(zip, name, "x"));
        }

        Assert.Empty(_sample.Unpack(bytes.ToArray()));
        Assert.Equal(names.Order(StringComparer.Ordinal), _sample.Files);
    }

    [Fact]
    public void Truncated_zip_is_rejected()
    {
        var zip = ZipSample.Make(zip =>
        {
            // An archive in an archive: the inner one's end must not pass for the outer one's.
            using (var inner = zip.CreateEntry("inner.zip", CompressionLevel.NoCompression).Open())
            {
                inner.Write(ZipSample.Make(static zip => Add(zip, "i.txt", "inner")));
            }

            Add(zip, "a.txt", "a");
        });
        Assert.NotNull(ZipEnd.Find(new MemoryStream(zip)));
        for (var length = 0; length < zip.Length; length++)
        {
            Assert.Null(ZipEnd.Find(new MemoryStream(zip, 0, length)));
        }
    }

    [Fact]
    public void Damaged_directory_is_rejected()
    {
        var zip = ZipSample.Make(zip =>
        {
            Add(zip, "a.txt", "a");
            Add(zip, "b.txt", "b");
        });
        zip[zip.AsSpan().LastIndexOf("PK\u0001\u0002"u8)] = 0;
        Assert.Throws<InvalidDataException>(() => _sample.Unpack(zip));
    }

    public void Dispose() => _sample.Dispose();

    private static (WellcloudError Error, string? Target) Describe(WellcloudException fault) => (fault.Error, fault.Target);

    private static int Find(byte[] bytes, uint signature)
    {
        var pattern = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(pattern, signature);
        return bytes.AsSpan().IndexOf(pattern);
    }

    private static ZipArchiveEntry Add(ZipArchive zip, string name, string content, CompressionLevel level = CompressionLevel.Optimal)
    {
        var entry = zip.CreateEntry(name, level);
        using var stream = entry.Open();
        stream.Write(Encoding.UTF8.GetBytes(content));
        return entry;
    }
}
