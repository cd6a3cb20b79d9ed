using System.Management.Automation;
using Wellcloud.Client;
using Wellcloud.Recordings.Errors;
using Wellcloud.Recordings.Resources;

namespace Wellcloud.Recordings.Parameters;

/// <summary>Resolves paths given to a command: literal, on the file system, relative to the shell's location.</summary>
internal static class FilePath
{
    /// <summary>Returns the full path. Ends the command when the path belongs to another provider, such as the registry, or cannot be a path.</summary>
    public static string ResolvePath(this PSCmdlet command, string path)
    {
        var full = command.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        if (provider.Name != "FileSystem")
        {
            command.Refuse(path, string.Format(Messages.NotInFileSystem, path, provider.Name));
        }

        if (!IsPossible(full))
        {
            command.Refuse(path, string.Format(Messages.ImpossiblePath, path.Replace('\0', '␀')));
        }

        return full;
    }

    /// <summary>Returns the full path of a folder, which need not exist. Ends the command when the path is a file or a device.</summary>
    public static string ResolveFolder(this PSCmdlet command, string path)
    {
        var full = command.ResolvePath(path);
        if (File.Exists(full) || IsDevice(full))
        {
            command.Refuse(full, string.Format(Messages.NotAFolder, full));
        }

        return full;
    }

    /// <summary>Returns the full path of a file, which need not exist. Ends the command when the path is a folder.</summary>
    public static string ResolveFile(this PSCmdlet command, string path)
    {
        var full = command.ResolvePath(path);
        if (Directory.Exists(full))
        {
            command.Refuse(full, string.Format(Messages.NotAFile, full));
        }

        return full;
    }

    /// <summary>Whether Windows takes a path for a device, such as CON, in whatever folder.</summary>
    private static bool IsDevice(string path) => Path.DirectorySeparatorChar == '\\' && Path.GetFullPath(path).StartsWith(@"\\.\", StringComparison.Ordinal);

    /// <summary>Whether a path has only characters that a path may have. Windows PowerShell is stricter than PowerShell 7.</summary>
    private static bool IsPossible(string path)
    {
        try
        {
            return Path.GetFullPath(path).Length > 0;
        }
        catch (PathTooLongException)
        {
            // Not for its characters: writing reports it.
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private static void Refuse(this PSCmdlet command, string path, string message) =>
        command.ThrowTerminatingError(ErrorRecords.Make(new(WellcloudError.WriteFailed, message) { Target = path }));
}
