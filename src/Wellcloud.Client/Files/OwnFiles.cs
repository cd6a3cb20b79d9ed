namespace Wellcloud.Client.Files;

/// <summary>The names of the files that this client makes for itself.</summary>
internal static class OwnFiles
{
    /// <summary>The folder of an archive's own files, which no recording and no zip entry may enter.</summary>
    public const string Folder = ".wellcloud";

    /// <summary>The checksum list of an archive, in its root.</summary>
    public const string Checksums = "SHA256SUMS";

    /// <summary>The end of the name of a file that is not complete yet.</summary>
    public const string PartialSuffix = ".partial";

    /// <summary>The suffix that a sidecar adds to the name of its partial file.</summary>
    public const string SidecarSuffix = ".json";

    /// <summary>The file that a batch and its entries are written to before they have their names.</summary>
    public const string BatchSpool = "wellcloud-batch" + PartialSuffix;

    /// <summary>The empty file that shows whether a folder can be written to; deleted at once.</summary>
    public const string Probe = "wellcloud-probe" + PartialSuffix;

    /// <summary>Whether a path is that of a partial file or of its sidecar.</summary>
    public static bool IsPartial(string path) =>
        path.EndsWith(PartialSuffix, StringComparison.Ordinal) || path.EndsWith(PartialSuffix + SidecarSuffix, StringComparison.Ordinal);
}
