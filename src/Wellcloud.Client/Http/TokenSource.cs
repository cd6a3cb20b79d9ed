namespace Wellcloud.Client.Http;

/// <summary>Supplies the token of each request.</summary>
internal abstract class TokenSource : IDisposable
{
    /// <summary>When the current token expires; null when that is unknown.</summary>
    public abstract DateTimeOffset? ExpiresAt { get; }

    /// <summary>Whether a refused token can be renewed.</summary>
    public abstract bool CanRenew { get; }

    /// <summary>Returns the token to send now.</summary>
    public abstract ValueTask<string> GetAsync(CancellationToken cancellationToken);

    /// <summary>Returns a token other than the refused one; many callers cause one request.</summary>
    public abstract Task<string> RenewAsync(string refused, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract void Dispose();
}
