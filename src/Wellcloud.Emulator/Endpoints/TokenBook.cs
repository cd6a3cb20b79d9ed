using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Wellcloud.Emulator.Endpoints;

/// <summary>The valid tokens, and when they expire.</summary>
internal sealed class TokenBook(EmulatorOptions options)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _issued = new();
    private volatile bool _fixedRevoked;

    public string Fixed { get; } = options.Token ?? EmulatorOptions.DefaultToken;

    public string Issue()
    {
        var token = RandomNumberGenerator.GetHexString(32, lowercase: true);
        _issued[token] = options.TimeProvider.GetUtcNow() + options.TokenLifetime;
        return token;
    }

    public bool Accepts(string? token) => token is not null
        && ((token == Fixed && !_fixedRevoked)
            || (_issued.TryGetValue(token, out var end) && options.TimeProvider.GetUtcNow() < end));

    public void Revoke(string? token)
    {
        if (token == Fixed)
        {
            _fixedRevoked = true;
        }
        else if (token is not null)
        {
            _issued.TryRemove(token, out _);
        }
    }

    public void RevokeIssued() => _issued.Clear();

    public void RestoreFixed() => _fixedRevoked = false;
}
