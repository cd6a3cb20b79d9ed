using System.Management.Automation;
using Wellcloud.Client;
using Wellcloud.Recordings.Errors;
using Wellcloud.Recordings.Resources;

namespace Wellcloud.Recordings.Parameters;

/// <summary>Destinations are literal paths of the file system, relative to the shell's location.</summary>
internal static class FilePath
{
    /// <summary>The full path; ends the command when it is of another provider, such as the registry.</summary>
    public static string ResolvePath(this PSCmdlet command, string path)
    {
        var full = command.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        if (provider.Name != "FileSystem")
        {
            command.Refuse(path, string.Format(Messages.NoFileSystem, path, provider.Name));
        }

        return full;
    }

    /// <summary>The full path of a folder that need not be there; ends the command when a file is.</summary>
    public static string ResolveFolder(this PSCmdlet command, string path)
    {
        var full = command.ResolvePath(path);
        if (File.Exists(full))
        {
            command.Refuse(full, string.Format(Messages.NotAFolder, full));
        }

        return full;
    }

    /// <summary>The full path of a file that need not be there; ends the command when a folder is.</summary>
    public static string ResolveFile(this PSCmdlet command, string path)
    {
        var full = command.ResolvePath(path);
        if (Directory.Exists(full))
        {
            command.Refuse(full, string.Format(Messages.NotAFile, full));
        }

        return full;
    }

    private static void Refuse(this PSCmdlet command, string path, string message) =>
        command.ThrowTerminatingError(ErrorRecords.Make(new(WellcloudError.WriteFailed, message) { Target = path }));
}
