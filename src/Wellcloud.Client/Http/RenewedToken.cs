using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Http;

/// <summary>
/// A token that is requested with a credential. It is renewed an hour before it expires and when the service refuses it, one renewal at a time.
/// A service that keeps one token for each appId ends the token of one program when another program requests its own. Programs that do so take
/// turns: a program that loses a young token waits before it requests the next one, longer each time.
/// </summary>
internal sealed class RenewedToken(Secret appSecret, Func<Secret, CancellationToken, Task<Secret>> apply, TimeProvider time, Func<double> random) : TokenSource
{
    private const int MaximumRenewals = 3;

    private static readonly TimeSpan _renewBefore = TimeSpan.FromHours(1);

    /// <summary>
    /// A token that ends sooner was replaced, or the service ends it after a number of requests. This time is longer than the longest pause, so that
    /// a token that ends during another program's turn counts too.
    /// </summary>
    private static readonly TimeSpan _young = TimeSpan.FromSeconds(10);

    /// <summary>Long enough for another program to do something in its turn, and short enough if no pause helps.</summary>
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly object _gate = new();
    private Secret? _token;
    private DateTimeOffset _issuedAt;
    private bool _isRefused;
    private int _diedYoung;
    private WellcloudException? _loginRefused;

    public override DateTimeOffset? ExpiresAt
    {
        get
        {
            lock (_gate)
            {
                return _token is null ? null : _issuedAt + Lifetime;
            }
        }
    }

    public override string? Refusal => null;

    /// <summary>Whether to renew again: another program may have replaced each token, also the first ones when both start together.</summary>
    public override bool CanRenew(int renewals) => renewals < MaximumRenewals;

    public override ValueTask<string> GetAsync(IProgress<string>? observer, CancellationToken cancellationToken) =>
        Fresh() is { } token ? new(token) : new(RenewUnlessAsync(Fresh, observer, cancellationToken));

    public override Task<string> RenewAsync(string refused, IProgress<string>? observer, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            // From now on no request sends it, even while the renewal waits for its turn.
            _isRefused = _isRefused || _token?.Reveal() == refused;
        }

        return RenewUnlessAsync(() => RenewedSince(refused), observer, cancellationToken);
    }

    public override void Dispose()
    {
        lock (_gate)
        {
            _token?.Dispose();
        }

        appSecret.Dispose();
        _oneAtATime.Dispose();
    }

    /// <summary>Returns the token, unless it is refused or about to expire.</summary>
    private string? Fresh()
    {
        lock (_gate)
        {
            return !_isRefused && time.GetUtcNow() < _issuedAt + Lifetime - _renewBefore ? _token?.Reveal() : null;
        }
    }

    /// <summary>Returns the token if another request has renewed it.</summary>
    private string? RenewedSince(string refused)
    {
        lock (_gate)
        {
            return !_isRefused && _token?.Reveal() is { } token && token != refused ? token : null;
        }
    }

    private async Task<string> RenewUnlessAsync(Func<string?> renewed, IProgress<string>? observer, CancellationToken cancellationToken)
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

            await TakeTurnAsync(observer, cancellationToken).ConfigureAwait(false);
            var fresh = await apply(appSecret, cancellationToken).ConfigureAwait(false);
            lock (_gate)
            {
                _token?.Dispose();
                _token = fresh;
                _issuedAt = time.GetUtcNow();
                _isRefused = false;
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

    /// <summary>Waits if tokens are refused soon after they were issued, so that the program that replaces them can use its own.</summary>
    private async Task TakeTurnAsync(IProgress<string>? observer, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _diedYoung = _isRefused && time.GetUtcNow() - _issuedAt < _young ? _diedYoung + 1 : 0;
        }

        // A single early end is normal: another program has started.
        if (_diedYoung > 1)
        {
            var longest = Math.Min(Math.Pow(2, _diedYoung - 2), _longestPause.TotalSeconds);
            var pause = TimeSpan.FromSeconds(longest * (0.5 + (random() / 2)));
            observer?.Report(string.Format(Messages.TokensReplaced, pause.TotalSeconds));
            await time.PauseAsync(pause, cancellationToken).ConfigureAwait(false);
        }
    }
}
