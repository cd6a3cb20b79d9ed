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
        try
        {
            File.Move(source, target, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException && OperatingSystem.IsWindows() && File.Exists(source) && File.Exists(target))
        {
            // Windows does not overwrite a file that a reader holds, but may rename it.
            ReplaceByRenaming(source, target);
        }
#else
        if (!File.Exists(target))
        {
            File.Move(source, target);
            return;
        }

        ReplaceByRenaming(source, target);
#endif
    }

    /// <summary>Replaces a file on Windows. Without a backup, Windows deletes the old file first, and a reader that still holds it blocks its name.</summary>
    private static void ReplaceByRenaming(string source, string target)
    {
        var old = source + ".old";
        File.Replace(source, target, old, ignoreMetadataErrors: true);
        File.Delete(old);
    }

    private static void Copy(string source, string target)
    {
        using var from = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.Read);
        using var to = new FileStream(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        from.CopyTo(to);
    }
}
