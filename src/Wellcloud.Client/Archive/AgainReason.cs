namespace Wellcloud.Client.Archive;

/// <summary>Why a recording is requested again, in the words of the ledger.</summary>
internal static class AgainReason
{
    /// <summary>The row differs from the row in the decision.</summary>
    public const string RowChanged = "row changed";

    /// <summary>The call had not ended a day before the service was found to have no file.</summary>
    public const string JudgedEarly = "judged early";

    /// <summary>Version 1.0 took a 404 for the service's own word, which may have come from any web server in between.</summary>
    public const string Bare404 = "bare 404";

    /// <summary>The file is not the saved file.</summary>
    public const string DoesNotVerify = "does not verify";

    /// <summary>The file does not exist.</summary>
    public const string FileGone = "file gone";

    /// <summary>The earlier attempt failed.</summary>
    public const string Failed = "failed";

    /// <summary>The user wants it so.</summary>
    public const string Forced = "forced";
}
