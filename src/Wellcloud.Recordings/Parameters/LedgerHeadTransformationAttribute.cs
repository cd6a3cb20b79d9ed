using System.Collections;
using System.Management.Automation;
using Wellcloud.Client.Archive;

namespace Wellcloud.Recordings.Parameters;

/// <summary>Reads heads of ledgers: one or several texts, each with one or several heads. The error for any other text shows what a head is.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LedgerHeadTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        try
        {
            return inputData.Unwrap() is IEnumerable texts and not string && texts.Cast<object?>().ToList() is { Count: > 0 } several
                ? several.SelectMany(Split).ToArray()
                : Split(inputData).ToArray();
        }
        catch (ArgumentException exception)
        {
            throw new ArgumentTransformationMetadataException(exception.Message, exception);
        }
    }

    private static IReadOnlyList<string> Split(object? text) => LedgerHeadText.Split(text?.ToString() ?? "");
}
