namespace Wellcloud.Client.Files;

/// <summary>Gives a complete file its final name.</summary>
internal static class FileMove
{
    /// <summary>Renames a file and overwrites the target, which stays until the new file has its name.</summary>
    /// <param name="source">The file.</param>
    /// <param name="target">Its new path.</param>
    /// <param name="isNamed">Whether the user named the target. Then a device or pipe is written to. Otherwise it is refused: it belongs to somebody else.</param>
    /// <exception cref="IOException">The file cannot get the name.</exception>
    public static void Replace(string source, string target, bool isNamed)
    {
        if (!isNamed)
        {
            SpecialFile.Refuse(target);
        }
        else if (SpecialFile.Is(target))
        {
            Copy(source, target);
            File.Delete(source);
            return;
        }

#if NET8_0_OR_GREATER
        File.Move(source, target, overwrite: true);
#else
        if (!File.Exists(target))
        {
            File.Move(source, target);
            return;
        }

        // Without a backup, Windows deletes the old file first, and a reader that still holds it blocks its name.
        var old = source + ".old";
        File.Replace(source, target, old, ignoreMetadataErrors: true);
        File.Delete(old);
#endif
    }

    private static void Copy(string source, string target)
    {
        using var from = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.Read);
        using var to = new FileStream(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        from.CopyTo(to);
    }
}
