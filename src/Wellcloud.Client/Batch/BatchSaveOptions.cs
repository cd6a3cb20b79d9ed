namespace Wellcloud.Client.Batch;

/// <summary>Where the batch is saved, and how.</summary>
public sealed record BatchSaveOptions
{
    /// <summary>The folder, created if missing; the file is named after the response. Not used when <see cref="OutFile"/> is given.</summary>
    public string? Destination { get; init; }

    /// <summary>The full path of the file.</summary>
    public string? OutFile { get; init; }

    /// <summary>Unpacks a zip into the folder it is saved to. The zip is kept.</summary>
    public bool Expand { get; init; }

    /// <summary>Passed on to the service, from the question mark on; the vendor documents no parameters.</summary>
    public string Query { get; init; } = "";

    /// <summary>Overwrites existing files: the batch itself and those of its entries.</summary>
    public bool Force { get; init; }
}
