using System.Management.Automation;

namespace Wellcloud.Recordings.Parameters;

/// <summary>Reads a parameter with a reader of the engine. If the reader refuses a value, its message becomes the error of the parameter.</summary>
public abstract class ReaderTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public sealed override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        try
        {
            return Read(inputData);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            throw new ArgumentTransformationMetadataException(exception.Message, exception);
        }
    }

    /// <summary>Reads the value, as the shell passes it.</summary>
    protected abstract object? Read(object? input);
}
