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
    public void Entry_that_cannot_be_written_does_not_end_the_unpacking()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Nobody can write to /proc.");
        Directory.CreateSymbolicLink(Path.Combine(_sample.Folder, "sub"), "/proc");
        var fault = Assert.Single(_sample.Unpack(ZipSample.Make(zip =>
        {
            Add(zip, "sub/a.txt", "a");
            Add(zip, "b.txt", "b");
        })));
        Assert.Equal((WellcloudError.WriteFailed, "sub/a.txt"), (fault.Error, fault.Target));
        Assert.Equal("b", _sample.Read("b.txt"));
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
    public void Existing_file_is_kept_and_is_a_collision_unless_it_is_the_entry()
    {
        File.WriteAllText(Path.Combine(_sample.Folder, "same.txt"), "same");
        File.WriteAllText(Path.Combine(_sample.Folder, "other.txt"), "mine");
        File.WriteAllText(Path.Combine(_sample.Folder, "longer.txt"), "mine and longer");
        File.WriteAllText(Path.Combine(_sample.Folder, "empty.txt"), "");
        var zip = ZipSample.Make(zip =>
        {
            foreach (var name in new[] { "same", "other", "longer", "empty", "new" })
            {
                Add(zip, name + ".txt", "same");
            }
        });

        var faults = _sample.Unpack(zip);

        Assert.Equal(["other.txt", "longer.txt"], faults.Select(fault => fault.Target!));
        Assert.All(faults, fault => Assert.Equal(WellcloudError.NameCollision, fault.Error));
        Assert.Equal(("mine", "mine and longer"), (_sample.Read("other.txt"), _sample.Read("longer.txt")));
        Assert.Equal(("same", "same"), (_sample.Read("empty.txt"), _sample.Read("new.txt")));
        Assert.Empty(_sample.Unpack(zip, replace: true));
        Assert.Equal(("same", "same"), (_sample.Read("other.txt"), _sample.Read("longer.txt")));
    }

    [Fact]
    public void Link_with_the_name_of_the_spool_is_replaced_and_never_written_to()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        var elsewhere = Path.Combine(_sample.Folder, "elsewhere");
        File.WriteAllText(elsewhere, "precious");
        File.CreateSymbolicLink(Path.Combine(_sample.Folder, "wellcloud-batch.partial"), elsewhere);
        Assert.Empty(_sample.Unpack(ZipSample.Make(zip => Add(zip, "a.txt", "a"))));
        Assert.Equal("precious", File.ReadAllText(elsewhere));
        Assert.Null(new FileInfo(Path.Combine(_sample.Folder, "a.txt")).LinkTarget);
        Assert.Equal(["a.txt", "elsewhere"], _sample.Files);
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
            // A zip in a zip: the end record of the inner zip must not be taken for that of the outer zip.
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
            Assert.Null(ZipEnd.Find(new MemoryStream([.. zip[..length], 13, 10])));
        }
    }

    public static TheoryData<byte[]> Behind => new()
    {
        "\r\n"u8.ToArray(),
        new byte[1],
        new byte[512],
        new byte[100_000],
        "PK\u0005\u0006"u8.ToArray(),
        (byte[])[.. "PK\u0005\u0006"u8, .. new byte[30]],
        (byte[])[.. new byte[9], .. RawEntry.Zip(new RawEntry("other.txt"))],
    };

    [Theory]
    [MemberData(nameof(Behind))]
    public void Bytes_after_the_end_are_ignored(byte[] behind)
    {
        byte[] commented = [.. RawEntry.Zip(new RawEntry("a.txt", "a")), .. "comment"u8];
        commented[^9] = 7;
        foreach (var zip in new[] { RawEntry.Zip(new RawEntry("a.txt", "a")), RawEntry.Zip64(new RawEntry("a.txt", "a")), RawEntry.Zip(), commented })
        {
            Assert.Empty(_sample.Unpack([.. zip, .. behind], replace: true));
        }

        Assert.Equal(["a.txt"], _sample.Files);
    }

    [Fact]
    public void Empty_entry_with_the_DOS_folder_attribute_is_a_folder()
    {
        Assert.Empty(_sample.Unpack(RawEntry.Zip(new RawEntry("d", "") { Attributes = 0x10 }, new RawEntry("d/a.mp3"))));
        Assert.Equal([Path.Combine("d", "a.mp3")], _sample.Files);
    }

    [Fact]
    public void Entry_with_content_is_a_file_despite_the_DOS_folder_attribute()
    {
        Assert.Empty(_sample.Unpack(RawEntry.Zip(new RawEntry("a.mp3") { Attributes = 0x10 }, new RawEntry("b.mp3", "") { Attributes = 0x81A40010, Host = 3 })));
        Assert.Equal(["a.mp3", "b.mp3"], _sample.Files);
    }

    [Fact]
    public void GBK_character_ending_with_the_byte_of_a_backslash_makes_no_folder()
    {
        var zip = RawEntry.Zip(new RawEntry([0xD5, 0x5C]));
        Assert.Empty(_sample.Unpack(zip));
        Assert.Equal(["誠"], _sample.Files);
        Assert.Equal(1, ZipDirectory.Read(new MemoryStream(zip), CancellationToken.None).Files);
    }

    [Fact]
    public void Symbolic_link_made_on_a_Mac_is_refused()
    {
        Assert.Equal(WellcloudError.UnsafePath, Assert.Single(_sample.Unpack(RawEntry.Zip(new RawEntry("link") { Attributes = 0xA1FF0000, Host = 19 }))).Error);
        Assert.Empty(_sample.Files);
    }

    [Fact]
    public void Unicode_name_field_is_used_only_if_its_checksum_fits_the_name()
    {
        byte[] big5 = [0xA7, 0xF5, .. ".mp3"u8];
        Assert.Empty(_sample.Unpack(RawEntry.Zip(
            new RawEntry(big5) { Extra = [.. RawEntry.Field(0x5455, 0), .. RawEntry.UnicodeName(Encoding.UTF8.GetBytes("李.mp3"), big5)] },
            new RawEntry("a.mp3") { Extra = RawEntry.UnicodeName("x.mp3"u8.ToArray(), big5) },
            new RawEntry("b.mp3") { Extra = RawEntry.UnicodeName([0xFF], "b.mp3"u8.ToArray()) })));
        Assert.Equal(["a.mp3", "b.mp3", "李.mp3"], _sample.Files);
    }

    [Fact]
    public void Unicode_name_field_that_leads_out_of_the_folder_is_refused()
    {
        var zip = RawEntry.Zip(new RawEntry("a.mp3") { Extra = RawEntry.UnicodeName("../a.mp3"u8.ToArray(), "a.mp3"u8.ToArray()) });
        Assert.Equal((WellcloudError.UnsafePath, "../a.mp3"), Describe(Assert.Single(_sample.Unpack(zip))));
    }

    [Fact]
    public void Absolute_names_and_colons_are_unpacked_under_safe_names()
    {
        Assert.Empty(_sample.Unpack(RawEntry.Zip(new RawEntry("/mnt/volumes/recordings/1.mp3"), new RawEntry("2016-07-07 09:33:14.mp3"))));
        Assert.Equal(["2016-07-07 09_33_14.mp3", Path.Combine("mnt", "volumes", "recordings", "1.mp3")], _sample.Files);
    }

    [Fact]
    public void Message_shows_the_name_of_the_entry_unchanged()
    {
        var fault = Assert.Single(_sample.Unpack(RawEntry.Zip(new RawEntry("09:33:14.mp3"), new RawEntry("09:33_14.mp3"))));
        Assert.Equal((WellcloudError.NameCollision, "09:33_14.mp3"), Describe(fault));
        Assert.Contains("09:33_14.mp3", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Entry_times_are_kept_on_the_files()
    {
        const uint dos = (36u << 25) | (7u << 21) | (7u << 16) | (16u << 11) | (8u << 5) | 11u;
        var (ntfs, unix) = (new DateTime(2016, 7, 7, 8, 8, 23, DateTimeKind.Utc), new DateTime(2016, 7, 7, 8, 8, 24, DateTimeKind.Utc));
        Assert.Empty(_sample.Unpack(RawEntry.Zip(
            new RawEntry("dos") { DosTime = dos },
            new RawEntry("ntfs") { DosTime = dos, Extra = RawEntry.Field(0x000A, [0, 0, 0, 0, 1, 0, 24, 0, .. BitConverter.GetBytes(ntfs.ToFileTimeUtc()), .. new byte[16]]) },
            new RawEntry("unix") { DosTime = dos, Extra = RawEntry.Field(0x5455, [1, .. RawEntry.Long((uint)new DateTimeOffset(unix).ToUnixTimeSeconds())]) },
            new RawEntry("none") { DosTime = uint.MaxValue })));
        Assert.Equal(new DateTime(2016, 7, 7, 8, 8, 22, DateTimeKind.Utc), _sample.Written("dos"));
        Assert.Equal(ntfs, _sample.Written("ntfs"));
        Assert.Equal(unix, _sample.Written("unix"));
        Assert.InRange(_sample.Written("none"), DateTime.UtcNow.AddDays(-1), DateTime.UtcNow.AddDays(1));
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
