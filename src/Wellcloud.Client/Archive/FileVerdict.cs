namespace Wellcloud.Client.Archive;

/// <summary>What a test finds out about a listed file.</summary>
internal enum FileVerdict
{
    /// <summary>The file is as it was saved.</summary>
    Intact,

    /// <summary>There is no file.</summary>
    Absent,

    /// <summary>The file has another content.</summary>
    Corrupt,

    /// <summary>The file cannot be read.</summary>
    Unreadable,
}
