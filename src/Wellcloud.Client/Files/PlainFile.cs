namespace Wellcloud.Client.Files;

/// <summary>
/// Files that this client writes under names that others may know, such as partial files. What is in their place is replaced and never
/// written to: it may be a link, also a hard link, to a file elsewhere.
/// </summary>
internal static class PlainFile
{
    /// <summary>Creates an empty file for this process alone; null when something has the name.</summary>
    public static FileStream? TryCreate(string path)
    {
        try
        {
            return new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (IOException) when (File.Exists(path) || Directory.Exists(path) || FileLink.IsLink(path))
        {
            return null;
        }
    }

    /// <summary>Creates an empty file for this process alone, in place of what has the name.</summary>
    public static FileStream Create(string path)
    {
        if (TryCreate(path) is { } created)
        {
            return created;
        }

        if (!FileLink.IsLink(path))
        {
            // Throws when another run is writing the file.
            OpenExisting(path).Dispose();
        }

        File.Delete(path);
        return new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
    }

    /// <summary>Opens a file for this process alone.</summary>
    public static FileStream OpenExisting(string path) => new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
}
