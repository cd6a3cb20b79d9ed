using System.Management.Automation;
using Wellcloud.Client;

namespace Wellcloud.Recordings.Errors;

/// <summary>The one place that makes error records: id, category, target and advice follow from the engine's fault.</summary>
internal static class ErrorRecords
{
    /// <summary>The record for a fault.</summary>
    /// <param name="fault">The fault; its kind is the id.</param>
    /// <param name="target">What it is about, when more than the fault itself knows.</param>
    /// <param name="advice">What to do about it, when the command knows better than the fault.</param>
    public static ErrorRecord Make(WellcloudException fault, object? target = null, Advice? advice = null) =>
        Make(fault, fault.Error.ToString(), CategoryOf(fault.Error), target ?? fault.Target, advice ?? Advice.For(fault));

    /// <summary>The record for what the engine has no part in, such as an argument that makes no sense.</summary>
    /// <param name="id">Its id, which is the name of its advice too.</param>
    /// <param name="category">Its category.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="target">What it is about.</param>
    /// <param name="cause">What it was caused by.</param>
    public static ErrorRecord Make(string id, ErrorCategory category, string message, object? target, Exception? cause = null) =>
        Make(new InvalidOperationException(message, cause), id, category, target, Advice.For(id));

    private static ErrorRecord Make(Exception fault, string id, ErrorCategory category, object? target, Advice advice)
    {
        // The words of the system and of the service end as they like.
        var stop = advice.Clause.EndsWith("。", StringComparison.Ordinal) ? "。" : ". ";
        var said = fault.Message.TrimEnd('.', '。', ' ');
        return new ErrorRecord(fault, id, category, target)
        {
            // Windows PowerShell shows nothing but the message, so the first clause of the advice stands in it.
            ErrorDetails = new ErrorDetails($"{said}{stop}{advice.Clause}") { RecommendedAction = advice.Action },
        };
    }

    private static ErrorCategory CategoryOf(WellcloudError error) => error switch
    {
        WellcloudError.CredentialRequired => ErrorCategory.InvalidArgument,
        WellcloudError.NotConnected => ErrorCategory.ConnectionError,
        WellcloudError.AuthenticationFailed => ErrorCategory.AuthenticationError,
        WellcloudError.PermissionDenied => ErrorCategory.PermissionDenied,
        WellcloudError.RecordingNotFound => ErrorCategory.ObjectNotFound,
        WellcloudError.RecordingFileMissing => ErrorCategory.ResourceUnavailable,
        WellcloudError.TooManyRequests => ErrorCategory.LimitsExceeded,
        WellcloudError.ServerError => ErrorCategory.InvalidResult,
        WellcloudError.UnexpectedStatus => ErrorCategory.InvalidResult,
        WellcloudError.InvalidResponse => ErrorCategory.InvalidData,
        WellcloudError.TruncatedResponse => ErrorCategory.InvalidData,
        WellcloudError.ConnectionFailed => ErrorCategory.ConnectionError,
        WellcloudError.Timeout => ErrorCategory.OperationTimeout,
        WellcloudError.InsecureRedirect => ErrorCategory.SecurityError,
        WellcloudError.UnsafePath => ErrorCategory.SecurityError,
        WellcloudError.NameCollision => ErrorCategory.ResourceExists,
        WellcloudError.FileExists => ErrorCategory.ResourceExists,
        WellcloudError.WriteFailed => ErrorCategory.WriteError,
        WellcloudError.ArchiveInUse => ErrorCategory.ResourceBusy,
        WellcloudError.LedgerDamaged => ErrorCategory.InvalidData,
        WellcloudError.CountMismatch => ErrorCategory.InvalidResult,
        _ => ErrorCategory.NotSpecified,
    };
}
