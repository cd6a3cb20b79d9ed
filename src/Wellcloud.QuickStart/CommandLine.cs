using System.Net;
using System.Security;
using Wellcloud.Client;

namespace Wellcloud.QuickStart;

/// <summary>What is wanted: from the arguments, else from the environment variables that Connect-Wellcloud reads.</summary>
internal sealed record CommandLine
{
    public const string Usage =
        """
        Usage: Wellcloud.QuickStart [options]
          --demo           against an emulator of the service; so it is too without an address
          --base-uri URI   where the service is (WELLCLOUD_BASE_URI)
          --token T        a token (WELLCLOUD_TOKEN); else WELLCLOUD_APP_ID with WELLCLOUD_APP_SECRET
          --token-uri URI  where tokens are applied for (WELLCLOUD_TOKEN_URI)
          --out DIR        where the files go (default out/demo)
          --batch          save the batch download too
        """;

    public bool IsDemo { get; private init; }

    public Uri? BaseUri { get; private init; } = Address(Variable("BASE_URI"));

    public Uri? TokenUri { get; private init; } = Address(Variable("TOKEN_URI"));

    public SecureString? Token { get; private init; } = Secret(Variable("TOKEN"));

    public string Folder { get; private init; } = Path.Combine("out", "demo");

    public bool Batch { get; private init; }

    /// <summary>The client's options for a real tenant.</summary>
    public WellcloudClientOptions Options => new()
    {
        BaseUri = BaseUri!,
        TokenUri = TokenUri ?? WellcloudClientOptions.DefaultTokenUri,
        Token = Token,
        AppId = Token is null ? Variable("APP_ID") : null,
        AppSecret = Token is null ? Secret(Variable("APP_SECRET")) : null,
        TenantType = Tenant(Variable("TENANT_TYPE")),
    };

    /// <exception cref="FormatException">The arguments make no sense.</exception>
    public static CommandLine Parse(string[] arguments)
    {
        var line = new CommandLine();
        for (var i = 0; i < arguments.Length; i++)
        {
            line = arguments[i] switch
            {
                "--demo" => line with { IsDemo = true },
                "--batch" => line with { Batch = true },
                "--base-uri" => line with { BaseUri = Address(Next()) },
                "--token-uri" => line with { TokenUri = Address(Next()) },
                "--token" => line with { Token = Secret(Next()) },
                "--out" => line with { Folder = Next() },
                _ => throw new FormatException("Unknown option " + arguments[i]),
            };

            string Next() => ++i < arguments.Length && arguments[i].Length > 0 ? arguments[i] : throw new FormatException(arguments[i - 1] + " needs a value");
        }

        return line with { IsDemo = line.IsDemo || line.BaseUri is null, Folder = Path.GetFullPath(line.Folder) };
    }

    /// <summary>Converts a text to a SecureString.</summary>
    public static SecureString? Secret(string? text) => text is null ? null : new NetworkCredential("", text.Trim()).SecurePassword;

    private static string? Variable(string name) => Environment.GetEnvironmentVariable("WELLCLOUD_" + name) is { Length: > 0 } text ? text : null;

    private static TenantType Tenant(string? text) =>
        text is null ? TenantType.Tenant
        : Enum.TryParse<TenantType>(text, ignoreCase: true, out var type) && Enum.IsDefined(type) ? type
        : throw new ArgumentException("WELLCLOUD_TENANT_TYPE has to be Tenant or Partner");

    private static Uri? Address(string? text) => text is null ? null : new(text);
}
