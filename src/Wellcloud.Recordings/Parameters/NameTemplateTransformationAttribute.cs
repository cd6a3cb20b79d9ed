using System.Management.Automation;
using Wellcloud.Client.Names;

namespace Wellcloud.Recordings.Parameters;

/// <summary>Reads a name template; a broken one is refused with the place where it is broken.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NameTemplateTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if (inputData is NameTemplate template)
        {
            return template;
        }

        try
        {
            return NameTemplate.Parse(inputData?.ToString() ?? "");
        }
        catch (ArgumentException exception)
        {
            throw new ArgumentTransformationMetadataException(exception.Message, exception);
        }
    }
}
