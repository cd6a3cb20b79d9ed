using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Http;

/// <summary>A token that the user gave: its expiry is unknown and it cannot be renewed.</summary>
internal sealed class GivenToken(Secret token, TimeProvider time) : TokenSource
{
    private readonly DateTimeOffset _since = time.GetUtcNow();
    private volatile bool _isAccepted;

    public override DateTimeOffset? ExpiresAt => null;

    public override string? Refusal =>
        !_isAccepted ? Messages.TokenWrong
        : time.GetUtcNow() - _since >= Lifetime ? Messages.TokenExpired
        : Messages.TokenEnded;

    public override bool CanRenew(int renewals) => false;

    public override ValueTask<string> GetAsync(IProgress<string>? observer, CancellationToken cancellationToken) => new(token.Reveal());

    public override void Accept(string accepted) => _isAccepted = true;

    public override Task<string> RenewAsync(string refused, IProgress<string>? observer, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public override void Dispose() => token.Dispose();
}
