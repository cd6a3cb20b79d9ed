using System.Security;
using Wellcloud.Recordings.Parameters;

namespace Wellcloud.Recordings.Sessions;

/// <summary>Reads the login from environment variables, for runbooks and containers.</summary>
internal sealed class EnvironmentLogin
{
    public SecureString? Token => Secret("WELLCLOUD_TOKEN");

    public string? AppId => Text("WELLCLOUD_APP_ID");

    public SecureString? AppSecret => Secret("WELLCLOUD_APP_SECRET");

    public Uri? BaseUri => Address("WELLCLOUD_BASE_URI");

    public Uri? TokenUri => Address("WELLCLOUD_TOKEN_URI");

    public string? TenantType => Text("WELLCLOUD_TENANT_TYPE");

    private static string? Text(string name) => Environment.GetEnvironmentVariable(name)?.Trim() is { Length: > 0 } text ? text : null;

    private static SecureString? Secret(string name) => Text(name) is { } text && SecretTransformationAttribute.FromText(text) is { Length: > 0 } secret ? secret : null;

    private static Uri? Address(string name) => Text(name) is { } text ? new Uri(text, UriKind.RelativeOrAbsolute) : null;
}
