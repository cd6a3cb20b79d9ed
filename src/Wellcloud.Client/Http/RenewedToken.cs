namespace Wellcloud.Client.Http;

/// <summary>A token that is requested with a credential: renewed an hour before it expires and when the service refuses it, one request at a time.</summary>
/// <remarks>A token is valid for 24 hours (vendor's page on tokens); the response does not say so.</remarks>
internal sealed class RenewedToken(Secret appSecret, Func<Secret, CancellationToken, Task<Secret>> apply, TimeProvider time) : TokenSource
{
    private static readonly TimeSpan _lifetime = TimeSpan.FromHours(24);
    private static readonly TimeSpan _renewBefore = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly object _gate = new();
    private Secret? _token;
    private DateTimeOffset _issuedAt;
    private WellcloudException? _loginRefused;

    public override DateTimeOffset? ExpiresAt
    {
        get
        {
            lock (_gate)
            {
                return _token is null ? null : _issuedAt + _lifetime;
            }
        }
    }

    public override bool CanRenew => true;

    public override ValueTask<string> GetAsync(CancellationToken cancellationToken) =>
        Fresh() is { } token ? new(token) : new(RenewUnlessAsync(Fresh, cancellationToken));

    public override Task<string> RenewAsync(string refused, CancellationToken cancellationToken) =>
        RenewUnlessAsync(() => RenewedSince(refused), cancellationToken);

    public override void Dispose()
    {
        lock (_gate)
        {
            _token?.Dispose();
        }

        appSecret.Dispose();
        _oneAtATime.Dispose();
    }

    /// <summary>Returns the token, unless it is about to expire.</summary>
    private string? Fresh()
    {
        lock (_gate)
        {
            return time.GetUtcNow() < _issuedAt + _lifetime - _renewBefore ? _token?.Reveal() : null;
        }
    }

    /// <summary>Returns the token if another request has renewed it.</summary>
    private string? RenewedSince(string refused)
    {
        lock (_gate)
        {
            return _token?.Reveal() is { } token && token != refused ? token : null;
        }
    }

    private async Task<string> RenewUnlessAsync(Func<string?> renewed, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (renewed() is { } token)
            {
                return token;
            }

            // A refused login is not repeated: one attempt for each waiting request could lock the application out.
            if (_loginRefused is not null)
            {
                throw _loginRefused;
            }

            var fresh = await apply(appSecret, cancellationToken).ConfigureAwait(false);
            lock (_gate)
            {
                _token?.Dispose();
                _token = fresh;
                _issuedAt = time.GetUtcNow();
            }

            return fresh.Reveal();
        }
        catch (WellcloudException refusal) when (refusal.Error is WellcloudError.AuthenticationFailed or WellcloudError.PermissionDenied)
        {
            _loginRefused = refusal;
            throw;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }
}
