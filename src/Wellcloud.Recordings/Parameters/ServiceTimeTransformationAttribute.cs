using System.Management.Automation;

namespace Wellcloud.Recordings.Parameters;

/// <summary>Reads a time that is a text; what is none is refused with a word on how to write one, and without a word of the type behind it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ServiceTimeTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if ((inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is not string text)
        {
            return inputData;
        }

        try
        {
            return ServiceTime.Parse(text);
        }
        catch (FormatException exception)
        {
            throw new ArgumentTransformationMetadataException(exception.Message, exception);
        }
    }
}
