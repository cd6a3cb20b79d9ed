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
            command.ThrowTerminatingError(ErrorRecords.Make(new(WellcloudError.WriteFailed, string.Format(Messages.NoFileSystem, path, provider.Name)) { Target = path }));
        }

        return full;
    }
}
