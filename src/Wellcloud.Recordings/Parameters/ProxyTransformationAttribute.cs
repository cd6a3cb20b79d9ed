using System.Management.Automation;
using Wellcloud.Client;

namespace Wellcloud.Recordings.Parameters;

/// <summary>Reads the address of a proxy; <c>host:port</c> means an http proxy.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ProxyTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var text = inputData.Unwrap() switch
        {
            Uri address => address.OriginalString,
            var other => other?.ToString(),
        };
        try
        {
            return text is null ? null : ProxyAddress.Read(text);
        }
        catch (ArgumentException exception)
        {
            throw new ArgumentTransformationMetadataException(exception.Message);
        }
    }
}
