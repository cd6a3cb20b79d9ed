namespace Wellcloud.Client.Http;

/// <summary>Supplies the token of each request.</summary>
internal abstract class TokenSource : IDisposable
{
    /// <summary>How long a token lives (vendor's page on tokens). The response to a login does not state it.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>When the current token expires; null when that is unknown.</summary>
    public abstract DateTimeOffset? ExpiresAt { get; }

    /// <summary>The message for a refused token; null if the reason is not known.</summary>
    public abstract string? Refusal { get; }

    /// <summary>Whether a request whose token was refused may be sent again with a new token.</summary>
    /// <param name="renewals">How often the request was sent again for this reason.</param>
    public abstract bool CanRenew(int renewals);

    /// <summary>Returns the token to send now.</summary>
    public abstract ValueTask<string> GetAsync(IProgress<string>? observer, CancellationToken cancellationToken);

    /// <summary>Notes that the service has accepted a token.</summary>
    public virtual void Accept(string token)
    {
    }

    /// <summary>Returns a token other than the refused one. Callers at the same time share one request.</summary>
    public abstract Task<string> RenewAsync(string refused, IProgress<string>? observer, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract void Dispose();
}
