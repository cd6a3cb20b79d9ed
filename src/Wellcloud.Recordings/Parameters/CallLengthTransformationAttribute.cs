using Wellcloud.Client.Times;

namespace Wellcloud.Recordings.Parameters;

/// <summary>Reads the length of a call: seconds, a TimeSpan, or a text such as <c>1:30</c>, which means minutes and seconds as in the table.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CallLengthTransformationAttribute : ReaderTransformationAttribute
{
    /// <inheritdoc/>
    protected override object? Read(object? input) => input.Unwrap() switch
    {
        TimeSpan length => CallLength.From(length),
        string text => CallLength.Parse(text),
        _ => input,
    };
}
