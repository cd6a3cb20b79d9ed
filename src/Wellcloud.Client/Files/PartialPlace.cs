namespace Wellcloud.Client.Files;

/// <summary>Where the partial file of a target is: beside it, or in a temporary folder of this user if the target is a device or a pipe.</summary>
internal sealed class PartialPlace : IDisposable
{
    private readonly string? _temporaryFolder;

    /// <summary>Chooses the place.</summary>
    /// <param name="target">The full path of the target; its extension may be unknown yet.</param>
    /// <param name="isNamed">Whether the user named this path. A name made from a template is never a device.</param>
    public PartialPlace(string target, bool isNamed)
    {
        if (isNamed && SpecialFile.Is(target))
        {
            _temporaryFolder = TemporaryFile.CreateFolder("wellcloud-");
            Path = System.IO.Path.Combine(_temporaryFolder, "audio" + OwnFiles.PartialSuffix);
            return;
        }

        Path = target + OwnFiles.PartialSuffix;
    }

    /// <summary>The full path of the partial file.</summary>
    public string Path { get; }

    /// <summary>Deletes what a later run cannot use.</summary>
    public void Dispose()
    {
        if (_temporaryFolder is not null)
        {
            Directory.Delete(_temporaryFolder, recursive: true);
        }
    }
}
