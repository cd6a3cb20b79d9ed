using System.Management.Automation;
using Wellcloud.Client.Archive;

namespace Wellcloud.Recordings.Parameters;

/// <summary>Reads a shard; what is none is refused with a word on what one looks like.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ShardTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        try
        {
            return (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is Shard shard ? shard : Shard.Parse(inputData?.ToString() ?? "");
        }
        catch (ArgumentException exception)
        {
            throw new ArgumentTransformationMetadataException(exception.Message, exception);
        }
    }
}
