namespace Wellcloud.Client.Files;

/// <summary>Gives a complete file its final name.</summary>
internal static class FileMove
{
    /// <summary>Renames a file and overwrites the target, which stays until the new file has its name. A device or pipe is written to instead.</summary>
    public static void Replace(string source, string target)
    {
        if (SpecialFile.Is(target))
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
