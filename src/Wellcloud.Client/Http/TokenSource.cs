namespace Wellcloud.Client.Http;

/// <summary>Where the token of a request comes from.</summary>
internal abstract class TokenSource : IDisposable
{
    /// <summary>When the current token ends; null when nobody knows.</summary>
    public abstract DateTimeOffset? ExpiresAt { get; }

    /// <summary>Whether a refused token can be replaced.</summary>
    public abstract bool CanRenew { get; }

    /// <summary>The token to send now.</summary>
    public abstract ValueTask<string> GetAsync(CancellationToken cancellationToken);

    /// <summary>Another token than the refused one; however many ask, the service is asked once.</summary>
    public abstract Task<string> RenewAsync(string refused, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract void Dispose();
}
