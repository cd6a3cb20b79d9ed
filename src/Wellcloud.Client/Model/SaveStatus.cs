namespace Wellcloud.Client;

/// <summary>The outcome of saving one recording.</summary>
public enum SaveStatus
{
    /// <summary>Downloaded completely.</summary>
    Saved,

    /// <summary>Downloaded completely; an earlier attempt or run had downloaded the first part.</summary>
    Resumed,

    /// <summary>Not downloaded, because the file already existed.</summary>
    Skipped,

    /// <summary>The service has lost the file (448), or the recording has the state Fail. Final once the call ended more than a day ago.</summary>
    Missing,

    /// <summary>The service does not know the recording (425). Final once the call ended more than a day ago.</summary>
    NotFound,

    /// <summary>Not saved. Another run may succeed.</summary>
    Failed,

    /// <summary>Removed from an archive on purpose, with a reason. Never downloaded again.</summary>
    Removed,
}
