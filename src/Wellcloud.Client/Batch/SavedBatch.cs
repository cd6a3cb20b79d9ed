namespace Wellcloud.Client.Batch;

/// <summary>A batch as it was saved.</summary>
public sealed class SavedBatch
{
    /// <summary>The <see cref="Format"/> of what is neither a zip nor audio.</summary>
    public const string UnknownFormat = "unknown";

    internal const string ZipFormat = "zip";

    /// <summary>The full path of the file.</summary>
    public string Path { get; init; } = "";

    /// <summary>Its size in bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>SHA-256 of all its bytes, in lower-case hex.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary><c>zip</c>, a kind of audio such as <c>mp3</c>, or <see cref="UnknownFormat"/>, after the bytes.</summary>
    public string Format { get; init; } = UnknownFormat;

    /// <summary>How many files the archive lists; null for what is no zip, or one whose directory cannot be read.</summary>
    public int? Entries { get; init; }

    /// <summary>How long it took, unpacking included.</summary>
    public TimeSpan Elapsed { get; init; }
}
