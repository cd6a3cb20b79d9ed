namespace Wellcloud.Client.Files;

/// <summary>Looks at files and folders that may be links.</summary>
internal static class FileLink
{
    /// <summary>Whether a path is that of a link to a file or folder, which need not be there.</summary>
    public static bool IsLink(string path)
    {
        try
        {
#if NET8_0_OR_GREATER
            // Folders of cloud drives are marked as links too, but lead nowhere else.
            var attributes = File.GetAttributes(path);
            FileSystemInfo entry = (attributes & FileAttributes.Directory) != 0 ? new DirectoryInfo(path) : new FileInfo(path);
            return IsMarked(attributes) && entry.LinkTarget is not null;
#else
            return IsMarked(File.GetAttributes(path));
#endif
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            return false;
        }
    }

    /// <summary>Returns the size of the file that a path leads to; null when there is none. Throws when that cannot be found out.</summary>
    public static long? FindLength(string path)
    {
        var file = new FileInfo(path);
        if (file.Exists && IsMarked(file.Attributes))
        {
#if NET8_0_OR_GREATER
            // Opening it would wait for ever where a link leads to a pipe.
            file = file.ResolveLinkTarget(returnFinalTarget: true) is { } target ? new FileInfo(target.FullName) : file;
#else
            using var opened = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
            return opened.Length;
#endif
        }

        if (file.Exists)
        {
            return file.Length;
        }

        try
        {
            // Exists is also false where a folder on the way cannot be entered. This throws then.
            File.GetAttributes(file.FullName);
            return null;
        }
        catch (Exception exception) when (FileFault.IsGone(exception))
        {
            return null;
        }
    }

    /// <summary>Returns the size of the file that a path leads to; null when there is none, or when that cannot be found out.</summary>
    public static long? FindLengthIfReadable(string path)
    {
        try
        {
            return FindLength(path);
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            return null;
        }
    }

    private static bool IsMarked(FileAttributes attributes) => (attributes & FileAttributes.ReparsePoint) != 0;
}
