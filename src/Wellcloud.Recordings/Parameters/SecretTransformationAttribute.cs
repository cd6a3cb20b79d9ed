using System.Management.Automation;
using System.Net;
using System.Security;
using Wellcloud.Client;
using Wellcloud.Recordings.Resources;

namespace Wellcloud.Recordings.Parameters;

/// <summary>Accepts a SecureString or a text. Refuses an empty secret, and never repeats a secret in an error.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var input = inputData.Unwrap();
        var secret = input is SecureString secure ? SecretText.Trim(secure) : input is string text ? FromText(text) : null;
        return secret is { Length: > 0 } ? secret : throw new ArgumentTransformationMetadataException(Messages.EmptySecret);
    }

    /// <summary>Converts a text to a SecureString, without blanks and invisible characters around it.</summary>
    internal static SecureString FromText(string text)
    {
        using var secure = new NetworkCredential("", text).SecurePassword;
        return SecretText.Trim(secure);
    }
}
