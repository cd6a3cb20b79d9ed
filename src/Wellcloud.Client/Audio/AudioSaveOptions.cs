using Wellcloud.Client.Names;

namespace Wellcloud.Client.Audio;

/// <summary>Where recordings are saved, and how.</summary>
public sealed record AudioSaveOptions
{
    /// <summary>The folder; made when the first file needs it.</summary>
    public string Destination { get; init; } = "";

    /// <summary>How files are named below it.</summary>
    public NameTemplate NameTemplate { get; init; } = NameTemplate.Default;

    /// <summary>The full path of the file for the one recording of this run: it takes the place of folder and template, extension included.</summary>
    public string? OutFile { get; init; }

    /// <summary>How many transfers may run at once; the run finds out how many are worth it.</summary>
    public int ThrottleLimit { get; init; } = 32;

    /// <summary>Fetches what is there already, and asks for what is said to have no audio.</summary>
    public bool Force { get; init; }

    /// <summary>Makes sure that a file is on the disk before it gets its name.</summary>
    public bool Flush { get; init; }

    /// <summary>
    /// Whether the caller knows what is there and asks only for what is not: no file is looked for then, and what lies under a name by accident
    /// gives way to the recording of that name.
    /// </summary>
    internal bool KnowsFiles { get; init; }
}
