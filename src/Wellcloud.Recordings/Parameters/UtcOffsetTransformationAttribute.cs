using System.Globalization;
using System.Management.Automation;
using Wellcloud.Recordings.Resources;

namespace Wellcloud.Recordings.Parameters;

/// <summary>Reads a UTC offset: a TimeSpan, a text such as <c>'+08:00'</c>, or a number of hours.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UtcOffsetTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly TimeSpan Maximum = TimeSpan.FromHours(14);

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var input = inputData.Unwrap();
        var offset = input switch
        {
            TimeSpan span => span,
            string text => Parse(text),
            IConvertible number => TimeSpan.FromHours(number.ToDouble(CultureInfo.InvariantCulture)),
            _ => null as TimeSpan?,
        };
        return offset is { } valid && valid.Duration() <= Maximum && valid.Ticks % TimeSpan.TicksPerMinute == 0
            ? valid
            : throw new ArgumentTransformationMetadataException(string.Format(Messages.NotAnOffset, inputData));
    }

    private static TimeSpan? Parse(string text)
    {
        text = text.Trim();
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var hours))
        {
            return Math.Abs(hours) <= Maximum.TotalHours ? TimeSpan.FromHours(hours) : null;
        }

        return TimeSpan.TryParseExact(text.TrimStart('+', '-'), ["hh\\:mm", "h\\:mm", "hh\\:mm\\:ss"], CultureInfo.InvariantCulture, out var span)
            ? text.StartsWith("-", StringComparison.Ordinal) ? -span : span
            : null;
    }
}
