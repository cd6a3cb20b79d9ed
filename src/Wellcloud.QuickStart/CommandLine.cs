using System.CommandLine;
using System.Net;
using System.Security;
using Wellcloud.Client;

namespace Wellcloud.QuickStart;

/// <summary>The command line; what it leaves out comes from the environment variables that Connect-Wellcloud reads.</summary>
internal sealed class CommandLine
{
    private readonly Option<bool> _demo = new("--demo") { Description = "Use an emulator of the service. Without an address this is the default." };
    private readonly Option<Uri?> _baseUri = Address("--base-uri", "Address of the service (WELLCLOUD_BASE_URI).");
    private readonly Option<string> _token = new("--token") { Description = "A token (WELLCLOUD_TOKEN). Without one WELLCLOUD_APP_ID and WELLCLOUD_APP_SECRET are used." };
    private readonly Option<Uri?> _tokenUri = Address("--token-uri", "Address that issues tokens (WELLCLOUD_TOKEN_URI).");
    private readonly Option<string> _folder = new("--out") { Description = "Folder for the files.", DefaultValueFactory = static _ => Path.Combine("out", "demo") };
    private readonly Option<bool> _batch = new("--batch") { Description = "Also save the batch download." };

    /// <param name="run">Does the job that the command line describes; returns the exit code.</param>
    public CommandLine(Func<CommandLine, CancellationToken, Task<int>> run)
    {
        Command = new("Lists the recordings and saves their audio, with the engine alone.") { _demo, _baseUri, _token, _tokenUri, _folder, _batch };
        Command.SetAction((parsed, cancellationToken) =>
        {
            BaseUri = parsed.GetValue(_baseUri) ?? ToUri(Variable("BASE_URI"));
            TokenUri = parsed.GetValue(_tokenUri) ?? ToUri(Variable("TOKEN_URI"));
            Token = Secret(parsed.GetValue(_token) ?? Variable("TOKEN"));
            Folder = Path.GetFullPath(parsed.GetValue(_folder)!);
            Batch = parsed.GetValue(_batch);
            IsDemo = parsed.GetValue(_demo) || BaseUri is null;
            return run(this, cancellationToken);
        });
    }

    public RootCommand Command { get; }

    public bool IsDemo { get; private set; }

    public Uri? BaseUri { get; private set; }

    public Uri? TokenUri { get; private set; }

    public SecureString? Token { get; private set; }

    public string Folder { get; private set; } = "";

    public bool Batch { get; private set; }

    /// <summary>The client's options for a real tenant.</summary>
    public WellcloudClientOptions Options => new()
    {
        BaseUri = BaseUri!,
        TokenUri = TokenUri ?? WellcloudClientOptions.DefaultTokenUriFor(BaseUri!),
        Token = Token,
        AppId = Token is null ? Variable("APP_ID") : null,
        AppSecret = Token is null ? Secret(Variable("APP_SECRET")) : null,
        TenantType = Tenant(Variable("TENANT_TYPE")),
    };

    /// <summary>Converts a text to a SecureString.</summary>
    public static SecureString? Secret(string? text) => text is null ? null : new NetworkCredential("", text.Trim()).SecurePassword;

    private static string? Variable(string name) => Environment.GetEnvironmentVariable("WELLCLOUD_" + name) is { Length: > 0 } text ? text : null;

    private static TenantType Tenant(string? text) =>
        text is null ? TenantType.Tenant
        : Enum.TryParse<TenantType>(text, ignoreCase: true, out var type) && Enum.IsDefined(type) ? type
        : throw new ArgumentException("WELLCLOUD_TENANT_TYPE has to be Tenant or Partner");

    private static Option<Uri?> Address(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "URI",
        CustomParser = static result =>
        {
            if (!Uri.TryCreate(result.Tokens.Single().Value, UriKind.Absolute, out var address))
            {
                result.AddError($"'{result.Tokens.Single().Value}' is not an address such as https://example.com.");
            }

            return address;
        },
    };

    private static Uri? ToUri(string? text) => text is null ? null : new(text);
}
