using Wellcloud.Client.Names;

namespace Wellcloud.Recordings.Parameters;

/// <summary>Reads a name template, also with the full-width braces of a Chinese keyboard. The error for an invalid template says which character is wrong.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NameTemplateTransformationAttribute : ReaderTransformationAttribute
{
    /// <inheritdoc/>
    protected override object? Read(object? input) =>
        input.Unwrap() is NameTemplate template ? template : NameTemplate.Parse((input?.ToString() ?? "").Replace('｛', '{').Replace('｝', '}'));
}
