using System.Globalization;
using System.Management.Automation;
using Wellcloud.Recordings.Resources;

namespace Wellcloud.Recordings.Parameters;

/// <summary>An offset from UTC as a TimeSpan, as <c>'+08:00'</c>, or as a number of hours.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UtcOffsetTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly TimeSpan Most = TimeSpan.FromHours(14);

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var input = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        var offset = input switch
        {
            TimeSpan span => span,
            string text => Parse(text),
            IConvertible number => TimeSpan.FromHours(number.ToDouble(CultureInfo.InvariantCulture)),
            _ => null as TimeSpan?,
        };
        return offset is { } good && good.Duration() <= Most && good.Ticks % TimeSpan.TicksPerMinute == 0
            ? good
            : throw new ArgumentTransformationMetadataException(string.Format(Messages.NoOffset, inputData));
    }

    private static TimeSpan? Parse(string text)
    {
        text = text.Trim();
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var hours))
        {
            return Math.Abs(hours) <= Most.TotalHours ? TimeSpan.FromHours(hours) : null;
        }

        return TimeSpan.TryParseExact(text.TrimStart('+', '-'), ["hh\\:mm", "h\\:mm", "hh\\:mm\\:ss"], CultureInfo.InvariantCulture, out var span)
            ? text.StartsWith("-", StringComparison.Ordinal) ? -span : span
            : null;
    }
}
