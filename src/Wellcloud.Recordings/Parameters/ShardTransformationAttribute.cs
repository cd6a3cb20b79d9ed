using Wellcloud.Client.Archive;

namespace Wellcloud.Recordings.Parameters;

/// <summary>Reads a shard such as <c>2/8</c>. The error for any other text shows how to write a shard.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ShardTransformationAttribute : ReaderTransformationAttribute
{
    /// <inheritdoc/>
    protected override object? Read(object? input) => input.Unwrap() is Shard shard ? shard : Shard.Parse(input?.ToString() ?? "");
}
