namespace Wellcloud.Client.Files;

/// <summary>Gives a complete file its final name.</summary>
internal static class FileMove
{
    /// <summary>Renames a file and overwrites the target; atomically where the system can.</summary>
    public static void Replace(string source, string target)
    {
#if NET8_0_OR_GREATER
        File.Move(source, target, overwrite: true);
#else
        if (File.Exists(target))
        {
            File.Delete(target);
        }

        File.Move(source, target);
#endif
    }
}
