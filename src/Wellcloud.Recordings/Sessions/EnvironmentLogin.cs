using System.Security;
using Wellcloud.Recordings.Parameters;

namespace Wellcloud.Recordings.Sessions;

/// <summary>Reads the login from environment variables, for runbooks and containers.</summary>
internal sealed class EnvironmentLogin
{
    public const string BaseUriName = "WELLCLOUD_BASE_URI";

    public const string TokenUriName = "WELLCLOUD_TOKEN_URI";

    public SecureString? Token => Secret("WELLCLOUD_TOKEN");

    public string? AppId => Text("WELLCLOUD_APP_ID");

    public SecureString? AppSecret => Secret("WELLCLOUD_APP_SECRET");

    public string? BaseUri => Text(BaseUriName);

    public string? TokenUri => Text(TokenUriName);

    public string? TenantType => Text("WELLCLOUD_TENANT_TYPE");

    private static string? Text(string name) => Environment.GetEnvironmentVariable(name)?.Trim() is { Length: > 0 } text ? text : null;

    private static SecureString? Secret(string name) => Text(name) is { } text && SecretTransformationAttribute.FromText(text) is { Length: > 0 } secret ? secret : null;
}
