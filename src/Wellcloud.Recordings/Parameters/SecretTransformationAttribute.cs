using System.Management.Automation;
using System.Security;
using Wellcloud.Recordings.Resources;

namespace Wellcloud.Recordings.Parameters;

/// <summary>Takes a SecureString, or a plain text which becomes one. An empty one is refused, and none is ever repeated in an error.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var input = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        var secret = input as SecureString ?? (input is string text ? FromText(text) : null);
        return secret is { Length: > 0 } ? secret : throw new ArgumentTransformationMetadataException(Messages.NoSecret);
    }

    /// <summary>A text as a SecureString.</summary>
    internal static SecureString FromText(string text)
    {
        var secret = new SecureString();
        foreach (var character in text.Trim())
        {
            secret.AppendChar(character);
        }

        secret.MakeReadOnly();
        return secret;
    }
}
