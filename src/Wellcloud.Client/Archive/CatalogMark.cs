using Wellcloud.Client.Files;

namespace Wellcloud.Client.Archive;

/// <summary>The first bytes of every catalogue page: they tell a page that may be replaced from somebody else's file.</summary>
internal static class CatalogMark
{
    /// <summary>The bytes.</summary>
    public static ReadOnlySpan<byte> Bytes => "<!doctype html>\n<!--wellcloud-catalog/1-->\n"u8;

    /// <summary>Whether a file begins with the mark; false when the file cannot be read.</summary>
    public static bool IsOn(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
            var start = new byte[Bytes.Length];
            return start.AsSpan(0, file.Fill(start)).SequenceEqual(Bytes);
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            return false;
        }
    }
}
