using Wellcloud.Client.Names;

namespace Wellcloud.Client.Saving;

/// <summary>Where recordings are saved, and how.</summary>
public sealed record AudioSaveOptions
{
    /// <summary>The folder; created when the first file needs it.</summary>
    public string Destination { get; init; } = "";

    /// <summary>How files are named below the folder.</summary>
    public NameTemplate NameTemplate { get; init; } = NameTemplate.Default;

    /// <summary>The full path of the file for the only recording of this run, extension included; used instead of folder and template.</summary>
    public string? OutFile { get; init; }

    /// <summary>The highest number of transfers at once; the run adapts the number.</summary>
    public int ThrottleLimit { get; init; } = 64;

    /// <summary>Overwrites files that exist, and asks for recordings whose state says that they have no audio.</summary>
    public bool Force { get; init; }

    /// <summary>Waits until a file is on the disk before it gets its name.</summary>
    public bool Flush { get; init; }
}
