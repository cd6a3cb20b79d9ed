using System.Security.Cryptography;

namespace Wellcloud.Emulator.Endpoints;

/// <summary>The valid tokens, and when they expire.</summary>
internal sealed class TokenBook(EmulatorOptions options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (DateTimeOffset End, int Requests)> _issued = [];
    private volatile bool _fixedRevoked;

    public string Fixed { get; } = options.Token ?? EmulatorOptions.DefaultToken;

    public string Issue()
    {
        var token = RandomNumberGenerator.GetHexString(32, lowercase: true);
        lock (_lock)
        {
            if (options.OneToken)
            {
                _issued.Clear();
            }

            _issued[token] = (options.TimeProvider.GetUtcNow() + options.TokenLifetime, options.TokenRequests ?? int.MaxValue);
        }

        return token;
    }

    /// <summary>Whether a token is valid for one more request.</summary>
    public bool Accepts(string? token)
    {
        if (token is null || (token == Fixed && !_fixedRevoked))
        {
            return token is not null;
        }

        lock (_lock)
        {
            if (!_issued.TryGetValue(token, out var issued) || issued.Requests == 0 || options.TimeProvider.GetUtcNow() >= issued.End)
            {
                return false;
            }

            _issued[token] = issued with { Requests = issued.Requests - 1 };
            return true;
        }
    }

    public void Revoke(string? token)
    {
        if (token == Fixed)
        {
            _fixedRevoked = true;
        }
        else if (token is not null)
        {
            lock (_lock)
            {
                _issued.Remove(token);
            }
        }
    }

    public void RevokeIssued()
    {
        lock (_lock)
        {
            _issued.Clear();
        }
    }

    public void RestoreFixed() => _fixedRevoked = false;
}
