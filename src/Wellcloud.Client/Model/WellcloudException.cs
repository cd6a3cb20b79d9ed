namespace Wellcloud.Client;

/// <summary>The only exception that the engine defines. Its message is in the UI culture and never contains a secret.</summary>
public sealed class WellcloudException : Exception
{
    private string? _target;

    /// <summary>Creates an exception.</summary>
    /// <param name="error">The error.</param>
    /// <param name="message">What happened, including the server's own words.</param>
    /// <param name="innerException">The cause.</param>
    public WellcloudException(WellcloudError error, string message, Exception? innerException = null)
        : base(message, innerException) => Error = error;

    /// <summary>The error.</summary>
    public WellcloudError Error { get; }

    /// <summary>The reason, if it decides what to do next.</summary>
    public FaultReason Reason { get; init; }

    /// <summary>The recording id, call id, path or address concerned.</summary>
    public string? Target
    {
        get => _target;
        init => _target = value;
    }

    /// <summary>The HTTP status; null when there was no response.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The host that the service redirected to and that sent the error; null when the service itself sent it.</summary>
    public string? RedirectedTo { get; init; }

    /// <summary>The service's own message; null when it sent none.</summary>
    public string? ServerMessage { get; init; }

    /// <summary>How long the service asks to wait; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the same request may succeed on a retry.</summary>
    public bool IsTransient { get; init; }

    /// <summary>Whether nothing else in this run can succeed: the login was refused, the disk is full, the service is down.</summary>
    public bool EndsRun
    {
        get => field || Error is WellcloudError.AuthenticationFailed or WellcloudError.NotConnected or WellcloudError.CredentialRequired;
        init;
    }

    /// <summary>Sets the target if the code that threw the exception did not know it.</summary>
    internal void SetTargetIfMissing(string? target) => _target ??= target;
}
