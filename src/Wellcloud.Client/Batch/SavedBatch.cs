namespace Wellcloud.Client.Batch;

/// <summary>A saved batch.</summary>
public sealed class SavedBatch
{
    /// <summary>The <see cref="Format"/> of a file that is neither a zip nor audio.</summary>
    public const string UnknownFormat = "unknown";

    internal const string ZipFormat = "zip";

    /// <summary>The full path of the file.</summary>
    public string Path { get; init; } = "";

    /// <summary>The size in bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>SHA-256 of all its bytes, in lower-case hex.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary><c>zip</c>, an audio format such as <c>mp3</c>, or <see cref="UnknownFormat"/>, as the bytes tell.</summary>
    public string Format { get; init; } = UnknownFormat;

    /// <summary>The number of files in the zip; null when the batch is not a zip or its directory cannot be read.</summary>
    public int? Entries { get; init; }

    /// <summary>The time it took, unpacking included.</summary>
    public TimeSpan Elapsed { get; init; }
}
