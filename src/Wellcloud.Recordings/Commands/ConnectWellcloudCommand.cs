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

    /// <summary>A token that was applied for elsewhere.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TokenSet, Position = 0)]
    [SecretTransformation]
    public SecureString? Token { get; set; }

    /// <summary>The app id as the user name, its secret as the password.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CredentialSet, Position = 0)]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>Whose application it is.</summary>
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = EnvironmentSet)]
    public TenantType TenantType { get; set; }

    /// <summary>Where tokens are applied for.</summary>
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = EnvironmentSet)]
    [ValidateNotNull]
    public Uri? TokenUri { get; set; }

    /// <summary>Where the service is.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? BaseUri { get; set; }

    /// <summary>The offset in which the service's times are meant.</summary>
    [Parameter]
    [UtcOffsetTransformation]
    public TimeSpan UtcOffset { get; set; } = TimeSpan.FromHours(8);

    /// <summary>How many seconds to wait for a connection.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int ConnectionTimeoutSeconds { get; set; } = 30;

    /// <summary>After how many seconds without a byte an answer counts as stalled.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int OperationTimeoutSeconds { get; set; } = 100;

    /// <summary>How often a request is sent again after a fault that may pass.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 4;

    /// <summary>The base of the pause before a retry, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 600)]
    public int RetryIntervalSec { get; set; } = 1;

    /// <summary>The proxy to use instead of the system's.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? Proxy { get; set; }

    /// <summary>What the proxy wants to know.</summary>
    [Parameter]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Uses no proxy.</summary>
    [Parameter]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>Accepts a certificate that nobody trusts.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>Leaves the default session as it is.</summary>
    [Parameter]
    public SwitchParameter NoDefault { get; set; }

    /// <summary>Gives the session out.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var options = Options();
        var session = new WellcloudSession(Open(options), options.Token is null ? options.TenantType.ToString() : "Token", DateTimeOffset.Now);
        Run((_, stopping) => options.Token is null ? session.Client.LoginAsync(stopping) : System.Threading.Tasks.Task.CompletedTask);
        if (options.Token is not null && session.BaseUri is { IsLoopback: false } uri && uri.Scheme == Uri.UriSchemeHttp)
        {
            WriteWarning(string.Format(Messages.PlainHttp, uri.Host));
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
        return new()
        {
            Token = token,
            AppId = token is not null ? null : Credential?.UserName ?? _environment.AppId,
            AppSecret = token is not null ? null : Credential?.Password ?? _environment.AppSecret,
            TenantType = token is not null || MyInvocation.BoundParameters.ContainsKey(nameof(TenantType)) ? TenantType : TenantTypeOfEnvironment(),
            BaseUri = BaseUri ?? _environment.BaseUri ?? WellcloudClientOptions.DefaultBaseUri,
            TokenUri = TokenUri ?? _environment.TokenUri ?? WellcloudClientOptions.DefaultTokenUri,
            UtcOffset = UtcOffset,
            ConnectionTimeout = TimeSpan.FromSeconds(ConnectionTimeoutSeconds),
            OperationTimeout = TimeSpan.FromSeconds(OperationTimeoutSeconds),
            MaximumRetryCount = MaximumRetryCount,
            RetryInterval = TimeSpan.FromSeconds(RetryIntervalSec),
            UseProxy = !NoProxy,
            Proxy = Proxy is null ? null : new WebProxy(Proxy) { Credentials = ProxyCredential?.GetNetworkCredential() },
            SkipCertificateCheck = SkipCertificateCheck,
        };
    }

    private TenantType TenantTypeOfEnvironment()
    {
        var type = TenantType;
        if (_environment.TenantType is { } text && (!Enum.TryParse(text, ignoreCase: true, out type) || !Enum.IsDefined(typeof(TenantType), type)))
        {
            ThrowTerminatingError(ErrorRecords.Make(nameof(TenantType), ErrorCategory.InvalidArgument, string.Format(Messages.NoTenantType, text), text));
        }

        return type;
    }

    /// <summary>An address without the password that somebody may have put in it.</summary>
    private static string Printable(Uri address) => address.IsAbsoluteUri
        ? address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
        : address.OriginalString;

    private WellcloudClient Open(WellcloudClientOptions options)
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
            ThrowTerminatingError(ErrorRecords.Make(nameof(BaseUri), ErrorCategory.InvalidArgument, exception.Message, Printable(options.BaseUri), exception));
        }

        throw new PipelineStoppedException();
    }
}
