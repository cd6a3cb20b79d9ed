using System.IO.Compression;
using Wellcloud.Client.Batch;

namespace Wellcloud.Client.Tests.Batch;

/// <summary>Zips made for a test, valid and invalid ones.</summary>
internal sealed class ZipSample : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("zip").FullName;

    public ZipSample() => Directory.CreateDirectory(Folder);

    public string Folder => Path.Combine(_root, "to");

    private string Archive => Path.Combine(Folder, "all.zip");

    public string[] Files => [.. Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Where(path => path != Archive).Select(path => Path.GetRelativePath(Folder, path)).Order(StringComparer.Ordinal)];

    public static byte[] Make(Action<ZipArchive> fill)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            fill(zip);
        }

        return bytes.ToArray();
    }

    public string Read(string name) => File.ReadAllText(Path.Combine(Folder, name));

    public DateTime Written(string name) => File.GetLastWriteTimeUtc(Path.Combine(Folder, name));

    public WellcloudException[] Unpack(byte[] zip, bool replace = false)
    {
        File.WriteAllBytes(Archive, zip);
        using var file = File.OpenRead(Archive);
        return [.. new BatchUnpacking(ZipDirectory.Read(file, CancellationToken.None), Folder, replace) { UtcOffset = TimeSpan.FromHours(8) }.Run(Archive, CancellationToken.None)];
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
