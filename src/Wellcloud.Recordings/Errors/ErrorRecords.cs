using System;
using System.Management.Automation;
using Wellcloud.Client;

namespace Wellcloud.Recordings.Errors;

/// <summary>The one place that makes error records: id, category, target and advice follow from the engine's fault.</summary>
internal static class ErrorRecords
{
    /// <summary>The record for a fault.</summary>
    /// <param name="fault">The fault; its kind is the id.</param>
    /// <param name="target">What it is about, when more than the fault itself knows.</param>
    public static ErrorRecord Make(WellcloudException fault, object? target = null)
    {
        var advice = Advice.For(fault);
        var gap = fault.Message.EndsWith("。", StringComparison.Ordinal) ? "" : " ";
        return new ErrorRecord(fault, fault.Error.ToString(), CategoryOf(fault.Error), target ?? fault.Target)
        {
            // Windows PowerShell shows nothing but the message, so the first clause of the advice stands in it.
            ErrorDetails = new ErrorDetails($"{fault.Message}{gap}{advice.Clause}") { RecommendedAction = advice.Action },
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
        WellcloudError.WriteFailed => ErrorCategory.WriteError,
        WellcloudError.ArchiveInUse => ErrorCategory.ResourceBusy,
        WellcloudError.LedgerDamaged => ErrorCategory.InvalidData,
        WellcloudError.CountMismatch => ErrorCategory.InvalidResult,
        _ => ErrorCategory.NotSpecified,
    };
}
