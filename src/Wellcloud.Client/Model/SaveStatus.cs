namespace Wellcloud.Client;

/// <summary>What became of one recording that was to be saved.</summary>
public enum SaveStatus
{
    /// <summary>Fetched whole.</summary>
    Saved,

    /// <summary>Fetched whole, the first part of it by an earlier attempt or run.</summary>
    Resumed,

    /// <summary>Its file was there already and was left alone.</summary>
    Skipped,

    /// <summary>The service has the recording and not its file (448), or says that recording it failed. Final.</summary>
    Missing,

    /// <summary>The service has no such recording (425). Final.</summary>
    NotFound,

    /// <summary>Not saved this time; another run may do it.</summary>
    Failed,
}
