using System.Globalization;
using System.Management.Automation;
using Wellcloud.Client.Times;

namespace Wellcloud.Recordings.Parameters;

/// <summary>Reads a time written as text or as a bare number. The error for any other text shows how to write a time, without naming .NET types.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ServiceTimeTransformationAttribute : ReaderTransformationAttribute
{
    /// <inheritdoc/>
    protected override object? Read(object? input) => input.Unwrap() switch
    {
        string text => Parse(text),

        // 20261102 without quotes, and -7d, which the shell reads as the decimal number -7. As a text they are what was typed.
        int or long or double or decimal => Parse(LanguagePrimitives.ConvertTo<string>(input)),
        _ => input,
    };

    private static ServiceTime Parse(string text) => ServiceTime.Parse(text, CultureInfo.CurrentCulture, DateTimeOffset.UtcNow);
}
