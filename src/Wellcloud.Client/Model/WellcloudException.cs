namespace Wellcloud.Client;

/// <summary>The one exception of this engine. Its message is for people, in the UI culture, and never contains a secret.</summary>
public sealed class WellcloudException : Exception
{
    private string? _target;

    /// <summary>Makes an exception.</summary>
    /// <param name="error">Which fault it is.</param>
    /// <param name="message">What happened, the server's own words included.</param>
    /// <param name="innerException">What it was caused by.</param>
    public WellcloudException(WellcloudError error, string message, Exception? innerException = null)
        : base(message, innerException) => Error = error;

    /// <summary>Which fault it is.</summary>
    public WellcloudError Error { get; }

    /// <summary>The recording id, call id, path or address that it is about.</summary>
    public string? Target
    {
        get => _target;
        init => _target = value;
    }

    /// <summary>The HTTP status, where there was an answer.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The service's own message, where there was one.</summary>
    public string? ServerMessage { get; init; }

    /// <summary>How long the service asks to wait, where it says so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the same request may succeed if it is sent again.</summary>
    public bool IsTransient { get; init; }

    /// <summary>Whether nothing else in the same run can succeed either: a refused login, a full disk, a service that is down.</summary>
    public bool EndsRun
    {
        get => field || Error is WellcloudError.AuthenticationFailed or WellcloudError.NotConnected or WellcloudError.CredentialRequired;
        init;
    }

    /// <summary>Says what it is about, where whoever threw it did not know.</summary>
    internal void SetTargetIfMissing(string target) => _target ??= target;
}
