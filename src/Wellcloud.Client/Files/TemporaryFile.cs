namespace Wellcloud.Client.Files;

/// <summary>Temporary files and folders that only this user can read.</summary>
internal static class TemporaryFile
{
    /// <summary>Creates a folder for files that another program opens.</summary>
    public static string CreateFolder(string prefix)
    {
#if NET8_0_OR_GREATER
        return Directory.CreateTempSubdirectory(prefix).FullName;
#else
        return Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), prefix + Path.GetRandomFileName())).FullName;
#endif
    }

    /// <summary>Creates a file that is deleted when it is closed.</summary>
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

        // An open file works without its name here, and then it is gone even after a kill.
        File.Delete(path);
        return file;
#else
        return new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 4096, FileOptions.DeleteOnClose);
#endif
    }
}
