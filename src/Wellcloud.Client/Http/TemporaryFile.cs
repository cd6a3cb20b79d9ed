namespace Wellcloud.Client.Http;

/// <summary>Temporary files and folders that only this user can read.</summary>
internal static class TemporaryFile
{
    /// <summary>A new folder, for files that have to live on for another program.</summary>
    public static string Folder(string prefix)
    {
#if NET8_0_OR_GREATER
        return Directory.CreateTempSubdirectory(prefix).FullName;
#else
        return Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), prefix + Path.GetRandomFileName())).FullName;
#endif
    }

    /// <summary>A file that goes away when it is closed.</summary>
    public static FileStream Create()
    {
        var path = Path.Combine(Path.GetTempPath(), $"wellcloud-{Path.GetRandomFileName()}");
#if NET8_0_OR_GREATER
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose,
            BufferSize = 0,
        };
        if (System.OperatingSystem.IsWindows())
        {
            return new FileStream(path, options);
        }

        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);

        // Here a file without a name can still be used, and goes away even with a process that is killed.
        File.Delete(path);
        return file;
#else
        return new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 4096, FileOptions.DeleteOnClose);
#endif
    }
}
