using System.Management.Automation;
using Wellcloud.Client;

namespace Wellcloud.Recordings.Errors;

/// <summary>Makes all error records. Id, category, target and advice follow from the engine's fault.</summary>
internal static class ErrorRecords
{
    /// <summary>Makes the record for a fault.</summary>
    /// <param name="fault">The fault. Its kind becomes the error id.</param>
    /// <param name="target">The target, when the command knows more than the fault does.</param>
    /// <param name="advice">The advice, when the command knows better than the fault does.</param>
    public static ErrorRecord Make(WellcloudException fault, object? target = null, Advice? advice = null) =>
        Make(fault, fault.Error.ToString(), CategoryOf(fault.Error), target ?? fault.Target, advice ?? Advice.For(fault));

    /// <summary>Makes the record for a fault of the shell's side, such as an invalid argument.</summary>
    /// <param name="id">The error id, and the name of its advice.</param>
    /// <param name="category">The category.</param>
    /// <param name="message">What happened.</param>
    /// <param name="target">The target.</param>
    /// <param name="cause">The exception behind it.</param>
    /// <param name="advice">The advice; null for the advice that is named like the error.</param>
    public static ErrorRecord Make(string id, ErrorCategory category, string message, object? target, Exception? cause = null, Advice? advice = null) =>
        Make(new InvalidOperationException(message, cause), id, category, target, advice ?? Advice.For(id));

    /// <summary>Makes the record for an error of the shell that shares its id with other errors, but has its own advice.</summary>
    public static ErrorRecord Make(string advice, string id, ErrorCategory category, string message, object? target) =>
        Make(new InvalidOperationException(message), id, category, target, Advice.For(advice));

    private static ErrorRecord Make(Exception fault, string id, ErrorCategory category, object? target, Advice advice)
    {
        // System and service messages may or may not end with a full stop.
        var stop = advice.Clause.EndsWith("。", StringComparison.Ordinal) ? "。" : ". ";
        var said = fault.Message.TrimEnd('.', '。', ' ');
        return new ErrorRecord(fault, id, category, target)
        {
            // Windows PowerShell shows only the message, so the short advice goes into it.
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
        WellcloudError.ReadFailed => ErrorCategory.ReadError,
        WellcloudError.ArchiveInUse => ErrorCategory.ResourceBusy,
        WellcloudError.LedgerDamaged => ErrorCategory.InvalidData,
        WellcloudError.CountMismatch => ErrorCategory.InvalidResult,
        _ => ErrorCategory.NotSpecified,
    };
}
