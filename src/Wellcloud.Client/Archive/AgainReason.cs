namespace Wellcloud.Client.Archive;

/// <summary>Why a recording is requested again, in the words of the ledger.</summary>
internal static class AgainReason
{
    /// <summary>The row differs from the row in the decision.</summary>
    public const string RowChanged = "row changed";

    /// <summary>The service was found to have no file less than a day after the call.</summary>
    public const string JudgedEarly = "judged early";

    /// <summary>Version 1.0 decided after a 404, which may have come from a web server in front of the service.</summary>
    public const string Bare404 = "bare 404";

    /// <summary>The file is not the saved file.</summary>
    public const string DoesNotVerify = "does not verify";

    /// <summary>The file does not exist.</summary>
    public const string FileGone = "file gone";

    /// <summary>The earlier attempt failed.</summary>
    public const string Failed = "failed";

    /// <summary>The user gave <c>-Force</c>.</summary>
    public const string Forced = "forced";
}
