using Wellcloud.Client;

namespace Wellcloud.Recordings.Parameters;

/// <summary>Reads the address of a proxy; <c>host:port</c> means an http proxy.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ProxyTransformationAttribute : ReaderTransformationAttribute
{
    /// <inheritdoc/>
    protected override object? Read(object? input) => input.Unwrap() switch
    {
        null => null,
        Uri address => ProxyAddress.Read(address.OriginalString),
        var other => ProxyAddress.Read(other.ToString()!),
    };
}
