using System.Management.Automation;

namespace Wellcloud.Recordings.Parameters;

/// <summary>Reads a time written as text. The error for any other text shows how to write a time, without naming .NET types.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ServiceTimeTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if (inputData.Unwrap() is not string text)
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
