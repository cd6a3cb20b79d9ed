namespace Wellcloud.Client.Http;

/// <summary>A token that the user gave: its expiry is unknown and it cannot be renewed.</summary>
internal sealed class GivenToken(Secret token) : TokenSource
{
    public override DateTimeOffset? ExpiresAt => null;

    public override bool CanRenew => false;

    public override ValueTask<string> GetAsync(CancellationToken cancellationToken) => new(token.Reveal());

    public override Task<string> RenewAsync(string refused, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public override void Dispose() => token.Dispose();
}
