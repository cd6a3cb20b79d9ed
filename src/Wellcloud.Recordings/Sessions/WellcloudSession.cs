using Wellcloud.Client;

namespace Wellcloud.Recordings.Sessions;

/// <summary>A connection to one tenant. It has no property that shows a secret.</summary>
public sealed class WellcloudSession
{
    internal WellcloudSession(WellcloudClient client, string tokenType, DateTimeOffset connectedAt) =>
        (Client, TokenType, ConnectedAt) = (client, tokenType, connectedAt);

    /// <summary>The address of the service.</summary>
    public Uri BaseUri => Client.BaseUri;

    /// <summary><c>Token</c> for a session made with a token; <c>Tenant</c> or <c>Partner</c> for one that requests its own tokens.</summary>
    public string TokenType { get; }

    /// <summary>When the session was connected, in local time.</summary>
    public DateTimeOffset ConnectedAt { get; }

    /// <summary>When the token expires, in local time. Null for a session made with a token, whose expiry is unknown.</summary>
    public DateTimeOffset? TokenExpiresAt => Client.TokenExpiresAt?.ToLocalTime();

    /// <summary>The UTC offset in which the service writes its times.</summary>
    public TimeSpan UtcOffset => Client.UtcOffset;

    /// <summary>Whether the session can be used. False after Disconnect-Wellcloud.</summary>
    public bool IsConnected { get; private set; } = true;

    internal WellcloudClient Client { get; }

    internal SeenValues Seen { get; } = new();

    internal void Close()
    {
        IsConnected = false;
        Client.Dispose();
    }
}
