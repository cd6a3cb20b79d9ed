using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Files;

/// <summary>A file that the user named.</summary>
internal static class OutFile
{
    /// <summary>Throws if something exists that must not be overwritten. A device or pipe is written to and never overwritten.</summary>
    /// <param name="path">The path.</param>
    /// <param name="force">Whether a file may be overwritten.</param>
    /// <exception cref="WellcloudException"><see cref="WellcloudError.FileExists"/>, or <see cref="WellcloudError.WriteFailed"/> for a folder.</exception>
    public static void RefuseExisting(string path, bool force)
    {
        var isFolder = Directory.Exists(path);
        if (!SpecialFile.Is(path) && (isFolder || (!force && File.Exists(path))))
        {
            throw new WellcloudException(isFolder ? WellcloudError.WriteFailed : WellcloudError.FileExists, string.Format(Messages.AlreadyThere, path)) { Target = path };
        }
    }
}
