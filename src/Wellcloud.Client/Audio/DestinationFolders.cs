namespace Wellcloud.Client.Audio;

/// <summary>The folders that files go to: made when they are first needed, and searched only if something was there before.</summary>
internal sealed class DestinationFolders
{
    private readonly Dictionary<string, bool> _wasEmpty = new(StringComparer.Ordinal);

    /// <summary>A file that is there already under one of some names in a folder that was made; null when there is none.</summary>
    public FileInfo? FindExisting(string folder, IEnumerable<string> paths) =>
        _wasEmpty[folder] ? null : paths.Select(static path => new FileInfo(path)).FirstOrDefault(static file => file.Exists);

    /// <summary>Makes sure that a folder is there, and looks into it once, which saves a look for each extension of each file.</summary>
    /// <exception cref="WellcloudException"><see cref="WellcloudError.WriteFailed"/>.</exception>
    public void Make(string folder)
    {
        if (_wasEmpty.ContainsKey(folder))
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(folder);
            _wasEmpty.Add(folder, !Directory.EnumerateFileSystemEntries(folder).Any());
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            throw FileFault.Write(folder, exception);
        }
    }
}
