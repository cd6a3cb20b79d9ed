using System.Collections;
using System.Globalization;

namespace Wellcloud.Recordings.Completion;

/// <summary>Completes times: words, times counted from now, and today's date in the forms that mean one day only.</summary>
public sealed class TimeCompleter : WordCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Words(IDictionary boundParameters)
    {
        var today = DateTime.Today;
        return ["now", "today", "yesterday", "last week", "last month", "今天", "昨天", "上周", "本周", "上个月", "本月", "-7d", "-12h", "-30m", Write("yyyy-MM-dd"), Write("yyyy-MM-dd HH:mm"), Write("yyyy年M月d日")];

        string Write(string form) => today.ToString(form, CultureInfo.InvariantCulture);
    }
}
