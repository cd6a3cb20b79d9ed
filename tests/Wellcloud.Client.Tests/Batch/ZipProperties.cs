using System.IO.Compression;
using FsCheck.Fluent;
using Wellcloud.Client.Batch;
using Wellcloud.Client.Names;
using Xunit;

namespace Wellcloud.Client.Tests.Batch;

/// <summary>What has to hold of any archive.</summary>
public sealed class ZipProperties : IDisposable
{
    private readonly ZipSample _sample = new();

    [Fact]
    public void Any_entry_name_stays_below_the_folder_or_is_refused()
    {
        var root = Path.GetFullPath("root");
        HostileText.Check(HostileText.Any.Three(), 10_000, names =>
        {
            using var file = new MemoryStream(Make(names.Item1, names.Item2, names.Item3));
            var zip = ZipDirectory.Read(file, CancellationToken.None);
            foreach (var entry in zip.Entries())
            {
                try
                {
                    var path = SafePath.ForEntry(root, entry.Name(zip.IsGbk));
                    Assert.Equal(Path.GetFullPath(path), path);
                    Assert.StartsWith(root + Path.DirectorySeparatorChar, path, StringComparison.Ordinal);
                }
                catch (WellcloudException fault)
                {
                    Assert.Equal(WellcloudError.UnsafePath, fault.Error);
                }
            }
        });
    }

    [Fact]
    public void Any_damage_affects_only_entries_or_the_zip()
    {
        var outside = Directory.GetParent(_sample.Folder)!;
        var inputs =
            from names in HostileText.Any.Two()
            from damage in Gen.Choose(0, 255).Two().ArrayOf(4)
            select (names, damage);
        HostileText.Check(inputs, 2_000, input =>
        {
            var zip = Make(input.names.Item1, input.names.Item2);
            foreach (var (place, value) in input.damage)
            {
                // From the end, where the directory is.
                zip[^(1 + (place * 2 % zip.Length))] = (byte)value;
            }

            try
            {
                Assert.All(_sample.Unpack(zip, replace: true), fault => Assert.False(fault.EndsRun));
            }
            catch (InvalidDataException)
            {
                // No longer a zip.
            }

            Assert.Equal(_sample.Folder, Assert.Single(outside.EnumerateFileSystemInfos()).FullName);
            Directory.Delete(_sample.Folder, recursive: true);
            Directory.CreateDirectory(_sample.Folder);
        });
    }

    public void Dispose() => _sample.Dispose();

    private static byte[] Make(params string[] names) => ZipSample.Make(zip =>
    {
        foreach (var name in names.Where(static name => name.Length is > 0 and < 20_000))
        {
            using var entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
            entry.Write("content"u8);
        }
    });
}
