namespace Wellcloud.Client.Batch;

/// <summary>Where the batch is saved, and how.</summary>
public sealed record BatchSaveOptions
{
    /// <summary>The folder, made if missing; the file's name follows from the answer. Without effect beside <see cref="OutFile"/>.</summary>
    public string? Destination { get; init; }

    /// <summary>The full path of the file.</summary>
    public string? OutFile { get; init; }

    /// <summary>Unpacks an archive into the folder that it is saved in. The archive stays.</summary>
    public bool Expand { get; init; }

    /// <summary>Passed on to the service, from the question mark on; the vendor documents no parameters.</summary>
    public string Query { get; init; } = "";

    /// <summary>Replaces files that are there already: the batch itself, and those that its entries would become.</summary>
    public bool Force { get; init; }
}
