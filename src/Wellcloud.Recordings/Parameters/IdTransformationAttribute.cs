using System.Management.Automation;
using Wellcloud.Recordings.Resources;

namespace Wellcloud.Recordings.Parameters;

/// <summary>Trims ids. Refuses an id of spaces only.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class IdTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => inputData.ConvertEach(Trim);

    // Other values are for the shell to convert; a missing or empty one is refused by the parameter's validation.
    private static object? Trim(object? value) => value.Unwrap() is not string { Length: > 0 } text ? value
        : text.Trim() is { Length: > 0 } id ? id
        : throw new ArgumentTransformationMetadataException(Messages.BlankId);
}
