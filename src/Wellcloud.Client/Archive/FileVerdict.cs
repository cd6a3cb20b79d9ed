namespace Wellcloud.Client.Archive;

/// <summary>The result of comparing a file with its line in the ledger.</summary>
internal enum FileVerdict
{
    /// <summary>The file has the content that was saved.</summary>
    Intact,

    /// <summary>There is no file.</summary>
    Absent,

    /// <summary>The content of the file has changed.</summary>
    Corrupt,

    /// <summary>The file cannot be read.</summary>
    Unreadable,
}
