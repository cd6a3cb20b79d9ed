using System.Management.Automation;
using Wellcloud.Client.Names;

namespace Wellcloud.Recordings.Parameters;

/// <summary>Reads a name template, also with the full-width braces of a Chinese keyboard. The error for an invalid template says which character is wrong.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NameTemplateTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        try
        {
            return inputData.Unwrap() is NameTemplate template ? template : NameTemplate.Parse((inputData?.ToString() ?? "").Replace('｛', '{').Replace('｝', '}'));
        }
        catch (ArgumentException exception)
        {
            throw new ArgumentTransformationMetadataException(exception.Message, exception);
        }
    }
}
