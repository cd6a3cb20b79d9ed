using System.Globalization;
using System.Text.RegularExpressions;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Times;

/// <summary>Reads the length of a call as people write it: <c>90</c> seconds, <c>1:30</c> minutes and seconds, <c>1:02:03</c> with hours, <c>2m</c>, <c>2分钟</c>.</summary>
public static class CallLength
{
    private static readonly Regex _form = new("^(?:(?:(?<h>[0-9]{1,4}):)?(?<m>[0-9]{1,5}):)?(?<s>[0-9]{1,10})$");

    private static readonly Regex _unit = new(
        @"^(?<n>[0-9]{1,6})\s*(?:(?<h>h|hours?|小时)|(?<m>m|min|minutes?|分钟?)|s|sec|seconds?|秒)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Returns the length in whole seconds.</summary>
    /// <exception cref="FormatException">The text is not a length. The message says what to write.</exception>
    public static int Parse(string text)
    {
        var typed = TypedText.Simplify(text);
        if (_unit.Match(typed) is { Success: true } one && SecondsOf(one) is <= int.MaxValue and var single)
        {
            return (int)single;
        }

        var match = _form.Match(typed);
        long hours = Number("h"), minutes = Number("m"), seconds = Number("s");
        var total = (((hours * 60) + minutes) * 60) + seconds;
        var isClock = match.Groups["m"].Success;
        return match.Success && total <= int.MaxValue
            && (!isClock || (match.Groups["s"].Length == 2 && seconds < 60))
            && (!match.Groups["h"].Success || (match.Groups["m"].Length == 2 && minutes < 60))
            ? (int)total
            : throw Refuse(text);

        long Number(string group) => match.Groups[group] is { Success: true, Value: var digits } ? long.Parse(digits, CultureInfo.InvariantCulture) : 0;
    }

    /// <summary>Returns the length in whole seconds.</summary>
    /// <exception cref="FormatException">The length is negative or too long.</exception>
    public static int From(TimeSpan length) =>
        length >= TimeSpan.Zero && length.TotalSeconds <= int.MaxValue ? (int)length.TotalSeconds : throw Refuse(length.ToString());

    private static long SecondsOf(Match match) =>
        long.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture) * (match.Groups["h"].Success ? 3600 : match.Groups["m"].Success ? 60 : 1);

    private static FormatException Refuse(string text) => new(string.Format(Messages.NotALength, text));
}
