using System.Collections;
using Wellcloud.Client.Archive;

namespace Wellcloud.Recordings.Parameters;

/// <summary>Reads heads of ledgers: one or several texts, each with one or several heads. The error for any other text shows what a head is.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LedgerHeadTransformationAttribute : ReaderTransformationAttribute
{
    /// <inheritdoc/>
    protected override object? Read(object? input) =>
        input.Unwrap() is IEnumerable texts and not string && texts.Cast<object?>().ToList() is { Count: > 0 } several
            ? several.SelectMany(Split).ToArray()
            : Split(input).ToArray();

    private static IReadOnlyList<string> Split(object? text) => LedgerHeadText.Split(text?.ToString() ?? "");
}
