using System.Management.Automation;
using System.Net;
using System.Security;
using Wellcloud.Client;
using Wellcloud.Recordings.Errors;
using Wellcloud.Recordings.Parameters;
using Wellcloud.Recordings.Pipeline;
using Wellcloud.Recordings.Resources;
using Wellcloud.Recordings.Sessions;

namespace Wellcloud.Recordings.Commands;

/// <summary>Connects to the recording service of one tenant.</summary>
[Cmdlet(VerbsCommunications.Connect, "Wellcloud", DefaultParameterSetName = EnvironmentSet)]
[OutputType(typeof(WellcloudSession))]
public sealed class ConnectWellcloudCommand : WellcloudCommand
{
    private const string TokenSet = "Token";
    private const string CredentialSet = "Credential";
    private const string EnvironmentSet = "Environment";

    private readonly EnvironmentLogin _environment = new();

    /// <summary>A token obtained elsewhere.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TokenSet)]
    [SecretTransformation]
    public SecureString? Token { get; set; }

    /// <summary>The appId as the user name, the appSecret as the password.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CredentialSet)]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>Whether the application belongs to a tenant or to a partner.</summary>
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = EnvironmentSet)]
    public TenantType TenantType { get; set; }

    /// <summary>The address that issues tokens.</summary>
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = EnvironmentSet)]
    [ValidateNotNull]
    public Uri? TokenUri { get; set; }

    /// <summary>The address of the service.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? BaseUri { get; set; }

    /// <summary>The UTC offset in which the service writes its times.</summary>
    [Parameter]
    [UtcOffsetTransformation]
    public TimeSpan UtcOffset { get; set; } = WellcloudClientOptions.DefaultUtcOffset;

    /// <summary>How many seconds to wait for a connection.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int ConnectionTimeoutSeconds { get; set; } = 30;

    /// <summary>How many seconds to wait for the next byte of a response.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int OperationTimeoutSeconds { get; set; } = 100;

    /// <summary>How often to retry a request after a transient fault.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 4;

    /// <summary>The pause before the first retry, in seconds. Later pauses are longer.</summary>
    [Parameter]
    [ValidateRange(1, 600)]
    public int RetryIntervalSec { get; set; } = 1;

    /// <summary>The proxy to use instead of the system's.</summary>
    [Parameter]
    [ProxyTransformation]
    [ValidateNotNull]
    public Uri? Proxy { get; set; }

    /// <summary>The login for the proxy.</summary>
    [Parameter]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Connects without a proxy.</summary>
    [Parameter]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>Accepts any certificate.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>Keeps the default session, and returns the new one.</summary>
    [Parameter]
    public SwitchParameter NoDefault { get; set; }

    /// <summary>Returns the session.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var options = Options();
        var session = new WellcloudSession(CreateClient(options), options.Token is null ? options.TenantType.ToString() : "Token", DateTimeOffset.Now);
        WarnOfPlainHttp(options);
        if (options.Token is null)
        {
            try
            {
                Run((_, stopping) => session.Client.LoginAsync(stopping));
            }
            catch
            {
                session.Close();
                throw;
            }
        }

        if (!NoDefault)
        {
            SessionStore.Default = session;
        }

        if (NoDefault || PassThru)
        {
            WriteObject(session);
        }
    }

    private WellcloudClientOptions Options()
    {
        var token = ParameterSetName is EnvironmentSet ? _environment.Token : Token;
        var baseUri = BaseUri ?? ReadAddress(_environment.BaseUri, EnvironmentLogin.BaseUriName) ?? WellcloudClientOptions.DefaultBaseUri;
        return new()
        {
            Token = token,
            AppId = token is not null ? null : Credential?.UserName ?? _environment.AppId,
            AppSecret = token is not null ? null : Credential?.Password ?? _environment.AppSecret,
            TenantType = token is not null || MyInvocation.BoundParameters.ContainsKey(nameof(TenantType)) ? TenantType : ReadTenantType(),
            BaseUri = baseUri,
            TokenUri = TokenUri ?? ReadAddress(_environment.TokenUri, EnvironmentLogin.TokenUriName) ?? WellcloudClientOptions.DefaultTokenUriFor(baseUri),
            UtcOffset = UtcOffset,
            ConnectionTimeout = TimeSpan.FromSeconds(ConnectionTimeoutSeconds),
            OperationTimeout = TimeSpan.FromSeconds(OperationTimeoutSeconds),
            MaximumRetryCount = MaximumRetryCount,
            RetriesFirstConnection = MyInvocation.BoundParameters.ContainsKey(nameof(MaximumRetryCount)),
            RetryInterval = TimeSpan.FromSeconds(RetryIntervalSec),
            UseProxy = !NoProxy,
            Proxy = Proxy is null ? null : new WebProxy(Proxy) { Credentials = ProxyCredential?.GetNetworkCredential() },
            SkipCertificateCheck = SkipCertificateCheck,
        };
    }

    /// <summary>Warns before a secret is sent that others on the network can read.</summary>
    private void WarnOfPlainHttp(WellcloudClientOptions options)
    {
        var addresses = options.Token is null ? new[] { options.TokenUri, options.BaseUri } : [options.BaseUri];
        var hosts = addresses.Where(static uri => uri.Scheme == Uri.UriSchemeHttp && !uri.IsLoopback).Select(static uri => uri.Host).Distinct().ToList();
        if (hosts.Count > 0)
        {
            var warning = options.Token is null && hosts.Contains(options.TokenUri.Host) ? Messages.SecretOverHttp : Messages.TokenOverHttp;
            WriteWarning(string.Format(warning, string.Join(", ", hosts)));
        }
    }

    private TenantType ReadTenantType()
    {
        var type = TenantType;
        if (_environment.TenantType is { } text && (!Enum.TryParse(text, ignoreCase: true, out type) || !Enum.IsDefined(typeof(TenantType), type)))
        {
            ThrowTerminatingError(ErrorRecords.Make(nameof(TenantType), ErrorCategory.InvalidArgument, string.Format(Messages.InvalidTenantType, text), text));
        }

        return type;
    }

    private Uri? ReadAddress(string? text, string variable)
    {
        Uri? address = null;
        if (text is not null && !Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out address))
        {
            ThrowTerminatingError(ErrorRecords.Make(nameof(BaseUri), ErrorCategory.InvalidArgument, string.Format(Messages.InvalidAddress, variable), variable));
        }

        return address;
    }

    /// <summary>Returns an address without user and password.</summary>
    private static string WithoutLogin(Uri address) => address.IsAbsoluteUri
        ? address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
        : address.OriginalString;

    private WellcloudClient CreateClient(WellcloudClientOptions options)
    {
        try
        {
            return new WellcloudClient(options);
        }
        catch (WellcloudException fault)
        {
            ThrowTerminatingError(ErrorRecords.Make(fault));
        }
        catch (ArgumentException exception)
        {
            ThrowTerminatingError(ErrorRecords.Make(nameof(BaseUri), ErrorCategory.InvalidArgument, exception.Message, WithoutLogin(options.BaseUri), exception));
        }

        throw new PipelineStoppedException();
    }
}
