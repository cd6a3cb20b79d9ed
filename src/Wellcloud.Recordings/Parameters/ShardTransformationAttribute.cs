using System.Management.Automation;
using Wellcloud.Client.Archive;

namespace Wellcloud.Recordings.Parameters;

/// <summary>Reads a shard such as <c>2/8</c>. The error for any other text shows how to write a shard.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ShardTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        try
        {
            return inputData.Unwrap() is Shard shard ? shard : Shard.Parse(inputData?.ToString() ?? "");
        }
        catch (ArgumentException exception)
        {
            throw new ArgumentTransformationMetadataException(exception.Message, exception);
        }
    }
}
