using System.Runtime.CompilerServices;
using Wellcloud.Client.Http;
using Wellcloud.Client.Json;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client;

/// <summary>The recording service of one tenant: one method for each endpoint. Safe for many threads at once.</summary>
/// <remarks>Every method throws <see cref="WellcloudException"/> for faults of the service and the network, and retries temporary faults.</remarks>
public sealed class WellcloudClient : IDisposable
{
    private readonly WellcloudClientOptions _options;
    private readonly Transport _transport;
    private readonly TokenSource _tokens;
    private readonly IProgress<string>? _observer;
    private readonly Uri _root;

    /// <summary>Makes a client. Nothing is sent before the first request.</summary>
    /// <exception cref="ArgumentException">An address is not valid.</exception>
    /// <exception cref="WellcloudException"><see cref="WellcloudError.CredentialRequired"/>.</exception>
    public WellcloudClient(WellcloudClientOptions options)
    {
        _options = options;
        _root = ServiceUri.Base(options.BaseUri);
        var random = new Random();
        double Draw()
        {
            lock (random)
            {
                return random.NextDouble();
            }
        }

        Retry = new RetryPolicy(options.MaximumRetryCount, options.RetryInterval, options.TimeProvider, Draw);
        _tokens = options switch
        {
            { Token: { } given } when Secret.Trimmed(given) is { } token => new GivenToken(token.IsToken ? token : throw Required(Messages.UnusableToken), options.TimeProvider),
            { AppId: { } id, AppSecret: { } given } when SecretText.Trim(id) is { Length: > 0 } appId && Secret.Trimmed(given) is { } secret => Renewed(options, appId, secret, Draw),
            { AppId.Length: > 0, AppSecret: not null } => throw Required(Messages.EmptyAppSecret),
            _ => throw Required(Messages.CredentialRequired),
        };
        var proxy = Connections.ProxyOf(options);
        _transport = new Transport(Connections.Open(options, proxy), options, proxy);
    }

    private WellcloudClient(WellcloudClient shared, IProgress<string> observer)
    {
        (_options, _root, _transport, _tokens, Retry) = (shared._options, shared._root, shared._transport, shared._tokens, shared.Retry);
        _observer = observer;
    }

    /// <summary>The address of the service, with a slash at the end.</summary>
    public Uri BaseUri => _root;

    /// <summary>The UTC offset of the service's times.</summary>
    public TimeSpan UtcOffset => _options.UtcOffset;

    /// <summary>When the token expires; null for a given token, whose end is unknown.</summary>
    public DateTimeOffset? TokenExpiresAt => _tokens.ExpiresAt;

    /// <summary>Decides when a request is retried.</summary>
    internal RetryPolicy Retry { get; }

    /// <summary>The clock of the session.</summary>
    internal TimeProvider Time => _options.TimeProvider;

    /// <summary>Gets a line for each request, response and retry.</summary>
    internal IProgress<string>? Observer => _observer;

    /// <summary>Returns the same client with an observer, which gets a line for each request, response and retry. It needs no disposal.</summary>
    public WellcloudClient Observed(IProgress<string> observer) => new(this, observer);

    /// <summary>Makes sure that there is a token: requests one when the client has a credential.</summary>
    public async Task LoginAsync(CancellationToken cancellationToken = default) =>
        await _tokens.GetAsync(_observer, cancellationToken).ConfigureAwait(false);

    /// <summary>Returns all recordings of the tenant that match a filter, as they arrive.</summary>
    /// <remarks>
    /// The service sends everything in one response. It is read at network speed, however slowly the rows are taken, and never held as a whole:
    /// a few megabytes wait in memory, the rest in a temporary file. A listing that is cut off ends with
    /// <see cref="WellcloudError.TruncatedResponse"/>; it is retried only before the first row was returned.
    /// </remarks>
    public IAsyncEnumerable<Recording> GetRecordingsAsync(RecordingFilter? filter = null, CancellationToken cancellationToken = default) =>
        ReadListingAsync(new ListingOptions { Filter = filter }, cancellationToken);

    /// <summary>Returns the recordings of one call, if any. The service has them about four seconds after the end of the call (vendor's page).</summary>
    public IAsyncEnumerable<Recording> GetCallRecordingsAsync(string callId, CancellationToken cancellationToken = default) =>
        ListAsync(new(ServiceSubject.Call, ServiceUri.Call(_root, callId)) { Target = callId }, new() { UtcOffset = UtcOffset }, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        _transport.Dispose();
        _tokens.Dispose();
    }

    /// <summary>Returns the recordings of the tenant that the options select. Times are read in the offset of the client.</summary>
    internal IAsyncEnumerable<Recording> ReadListingAsync(ListingOptions options, CancellationToken cancellationToken) =>
        ListAsync(new(ServiceSubject.Listing, ServiceUri.Recordings(_root)), options with { UtcOffset = UtcOffset }, cancellationToken);

    /// <summary>Sends one request with the token of the session, without retries.</summary>
    /// <param name="request">The request.</param>
    /// <param name="read">Takes over the response, its body included.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    internal Task<T> SendAsync<T>(ServiceRequest request, Func<ServiceAnswer, Task<T>> read, CancellationToken cancellationToken) =>
        _transport.SendAsync(request with { Observer = _observer }, _tokens, read, cancellationToken);

    private IAsyncEnumerable<Recording> ListAsync(ServiceRequest request, ListingOptions options, CancellationToken cancellationToken) =>
        new RowSequence(ListBatchesAsync(request, options, cancellationToken));

    private async IAsyncEnumerable<List<Recording>> ListBatchesAsync(
        ServiceRequest request, ListingOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var listing = await Retry.RunAsync(
            () => SendAsync(request, answer => OpenListing.StartAsync(answer, options, cancellationToken), cancellationToken),
            _observer,
            cancellationToken).ConfigureAwait(false);
        try
        {
            for (var more = listing.HasFirst; more; more = await listing.MoveNextAsync().ConfigureAwait(false))
            {
                yield return listing.Current;
            }
        }
        finally
        {
            await listing.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static WellcloudException Required(string message) => new(WellcloudError.CredentialRequired, message);

    private RenewedToken Renewed(WellcloudClientOptions options, string appId, Secret appSecret, Func<double> random)
    {
        var root = ServiceUri.Base(options.TokenUri);
        return new RenewedToken(
            appSecret,
            (secret, token) => Retry.RunAsync(() => ApplyAsync(root, appId, secret, token), _observer, token),
            options.TimeProvider,
            random);
    }

    private Task<Secret> ApplyAsync(Uri root, string appId, Secret appSecret, CancellationToken cancellationToken)
    {
        var secret = appSecret.Reveal();
        var request = new ServiceRequest(ServiceSubject.Login, ServiceUri.Login(root, appId, secret, _options.TenantType)).Hiding(secret);
        return _transport.SendAsync(request, null, answer => LoginAnswer.ReadAsync(answer, cancellationToken), cancellationToken);
    }
}
