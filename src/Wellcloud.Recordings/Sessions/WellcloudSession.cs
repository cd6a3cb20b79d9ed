using Wellcloud.Client;

namespace Wellcloud.Recordings.Sessions;

/// <summary>A connection to one tenant, as a person may see it: it shows no secret in any form.</summary>
public sealed class WellcloudSession
{
    internal WellcloudSession(WellcloudClient client, string tokenType, DateTimeOffset connectedAt) =>
        (Client, TokenType, ConnectedAt) = (client, tokenType, connectedAt);

    /// <summary>Where the service is.</summary>
    public Uri BaseUri => Client.BaseUri;

    /// <summary>Token for a given one; Tenant or Partner for one applied for with a credential.</summary>
    public string TokenType { get; }

    /// <summary>When the session was made, in local time.</summary>
    public DateTimeOffset ConnectedAt { get; }

    /// <summary>When the token ends, in local time; null for a given token, whose end nobody knows.</summary>
    public DateTimeOffset? TokenExpiresAt => Client.TokenExpiresAt?.ToLocalTime();

    /// <summary>The offset in which the service's times are read.</summary>
    public TimeSpan UtcOffset => Client.UtcOffset;

    /// <summary>Whether the session was not disconnected.</summary>
    public bool IsConnected { get; private set; } = true;

    internal WellcloudClient Client { get; }

    internal SeenValues Seen { get; } = new();

    internal void Close()
    {
        IsConnected = false;
        Client.Dispose();
    }
}
