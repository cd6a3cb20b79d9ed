using System.Runtime.CompilerServices;
using Wellcloud.Client.Audio;
using Wellcloud.Client.Batch;
using Wellcloud.Client.Http;
using Wellcloud.Client.Json;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client;

/// <summary>The recording service of one tenant: one method an endpoint. Safe to use from many threads at once.</summary>
/// <remarks>Every method throws <see cref="WellcloudException"/> for what the service or the network does, and retries what may pass.</remarks>
public sealed class WellcloudClient : IDisposable
{
    private readonly WellcloudClientOptions _options;
    private readonly Transport _transport;
    private readonly TokenSource _tokens;
    private readonly IProgress<string>? _observer;
    private readonly Uri _root;

    /// <summary>Opens a client. Nothing is sent before the first request.</summary>
    /// <exception cref="ArgumentException">An address is not one.</exception>
    /// <exception cref="WellcloudException"><see cref="WellcloudError.CredentialRequired"/>.</exception>
    public WellcloudClient(WellcloudClientOptions options)
    {
        _options = options;
        _root = ServiceUri.Base(options.BaseUri);
        _tokens = options switch
        {
            { Token.Length: > 0 } => new GivenToken(new Secret(options.Token)),
            { AppId.Length: > 0, AppSecret.Length: > 0 } => Renewed(options),
            _ => throw new WellcloudException(WellcloudError.CredentialRequired, Messages.CredentialRequired),
        };
        _transport = new Transport(Connections.Open(options), options);
        var random = new Random();
        Retry = new RetryPolicy(options.MaximumRetryCount, options.RetryInterval, options.TimeProvider, () =>
        {
            lock (random)
            {
                return random.NextDouble();
            }
        });
    }

    private WellcloudClient(WellcloudClient shared, IProgress<string> observer)
    {
        (_options, _root, _transport, _tokens, Retry) = (shared._options, shared._root, shared._transport, shared._tokens, shared.Retry);
        _observer = observer;
    }

    /// <summary>Where the service is, with a slash at the end.</summary>
    public Uri BaseUri => _root;

    /// <summary>The offset in which the service writes its times.</summary>
    public TimeSpan UtcOffset => _options.UtcOffset;

    /// <summary>When the token ends; null for a given token, whose end nobody knows.</summary>
    public DateTimeOffset? TokenExpiresAt => _tokens.ExpiresAt;

    /// <summary>When a request is sent again.</summary>
    internal RetryPolicy Retry { get; }

    /// <summary>The clock of the session.</summary>
    internal TimeProvider Time => _options.TimeProvider;

    /// <summary>Told in a line what is sent, answered and tried again.</summary>
    internal IProgress<string>? Observer => _observer;

    /// <summary>The same client, telling an observer in a line each what is sent, answered and tried again. Disposing it is not needed.</summary>
    public WellcloudClient Observed(IProgress<string> observer) => new(this, observer);

    /// <summary>Makes sure that there is a token: applies for one when the client has a credential.</summary>
    public async Task LoginAsync(CancellationToken cancellationToken = default) =>
        await _tokens.GetAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>All recordings of the tenant that satisfy a filter, as they arrive.</summary>
    /// <remarks>
    /// The service sends everything in one answer. It is read at network speed however slowly the rows are taken, and never held as a whole:
    /// what waits beyond a few megabytes waits in a temporary file. A listing that breaks off ends with
    /// <see cref="WellcloudError.TruncatedResponse"/>, and is asked for again only while no row has been given out.
    /// </remarks>
    public IAsyncEnumerable<Recording> GetRecordingsAsync(RecordingFilter? filter = null, CancellationToken cancellationToken = default) =>
        ListAsync(new ServiceRequest(ServiceSubject.Listing, ServiceUri.Recordings(_root)), filter, false, cancellationToken);

    /// <summary>The recordings of one call: none, one or several. The service has them about four seconds after the call's end (vendor's page).</summary>
    public IAsyncEnumerable<Recording> GetCallRecordingsAsync(string callId, CancellationToken cancellationToken = default) =>
        ListAsync(new ServiceRequest(ServiceSubject.Call, ServiceUri.Call(_root, callId)) { Target = callId }, null, false, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        _transport.Dispose();
        _tokens.Dispose();
    }

    /// <summary>As <see cref="GetRecordingsAsync"/>, each recording with the row it was read from.</summary>
    internal IAsyncEnumerable<Recording> GetRecordingsWithSourceAsync(RecordingFilter? filter, CancellationToken cancellationToken) =>
        ListAsync(new ServiceRequest(ServiceSubject.Listing, ServiceUri.Recordings(_root)), filter, true, cancellationToken);

    /// <summary>Opens the audio of one recording, once: retrying is the business of whoever knows how much of it is there already.</summary>
    internal Task<AudioAnswer> OpenAudioAsync(string id, bool download, (long Start, string Validator)? resume, CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(ServiceSubject.Recording, ServiceUri.Audio(_root, id, download))
        {
            Target = id,
            Resume = resume,
            Observer = _observer,
        };
        return _transport.SendAsync(request, _tokens, answer => AudioAnswer.ReadAsync(answer, cancellationToken), cancellationToken);
    }

    /// <summary>Opens the batch, once.</summary>
    /// <param name="query">Passed on to the service, from the question mark on; documented nowhere.</param>
    /// <param name="cancellationToken">Ends the exchange.</param>
    internal Task<BatchAnswer> OpenBatchAsync(string query, CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(ServiceSubject.Batch, ServiceUri.Batch(_root, query)) { Observer = _observer };
        return _transport.SendAsync(request, _tokens, answer => BatchAnswer.ReadAsync(answer, cancellationToken), cancellationToken);
    }

    private IAsyncEnumerable<Recording> ListAsync(ServiceRequest request, RecordingFilter? filter, bool keepSource, CancellationToken cancellationToken) =>
        new RowSequence(ListBatchesAsync(request, filter, keepSource, cancellationToken));

    private async IAsyncEnumerable<List<Recording>> ListBatchesAsync(
        ServiceRequest request, RecordingFilter? filter, bool keepSource, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        request = request with { Observer = _observer };
        var options = new ListingOptions { UtcOffset = UtcOffset, Filter = filter, KeepSource = keepSource };
        var listing = await Retry.RunAsync(
            _ => _transport.SendAsync(request, _tokens, answer => OpenListing.StartAsync(answer, options, cancellationToken), cancellationToken),
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

    private RenewedToken Renewed(WellcloudClientOptions options)
    {
        var root = ServiceUri.Base(options.TokenUri);
        return new RenewedToken(
            new Secret(options.AppSecret!),
            (secret, token) => Retry.RunAsync(_ => ApplyAsync(root, options.AppId!, secret, token), _observer, token),
            options.TimeProvider);
    }

    private Task<Secret> ApplyAsync(Uri root, string appId, Secret appSecret, CancellationToken cancellationToken)
    {
        var secret = appSecret.Reveal();
        var request = new ServiceRequest(ServiceSubject.Login, ServiceUri.Login(root, appId, secret, _options.TenantType)).Hiding(secret);
        return _transport.SendAsync(request, null, answer => LoginAnswer.ReadAsync(answer, cancellationToken), cancellationToken);
    }
}
