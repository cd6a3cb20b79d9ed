using System.Globalization;
using Wellcloud.Client.Times;
using Xunit;

namespace Wellcloud.Client.Tests.Times;

public sealed class ServiceTimeTests
{
    private static readonly TimeSpan _offset = TimeSpan.FromHours(8);
    private static readonly DateTimeOffset _now = new(2026, 11, 20, 3, 15, 0, _offset);
    private static readonly string[] _cultures = ["", "en-US", "en-GB", "de-DE", "zh-CN", "zh-HK", "tr-TR", "th-TH", "ar-SA", "fa-IR"];

    [Theory]
    [InlineData("2026-11-02", "2026-11-02T00:00:00")]
    [InlineData("2026.11.02", "2026-11-02T00:00:00")]
    [InlineData("2026/11/2", "2026-11-02T00:00:00")]
    [InlineData("2026-5-9", "2026-05-09T00:00:00")]
    [InlineData("20261102", "2026-11-02T00:00:00")]
    [InlineData("2026年11月2日", "2026-11-02T00:00:00")]
    [InlineData("2026年11月2号 18时30分", "2026-11-02T18:30:00")]
    [InlineData("2026年11月2日18:30", "2026-11-02T18:30:00")]
    [InlineData("2026/11/2 下午 6:30:05", "2026-11-02T18:30:05")]
    [InlineData("2026/11/2 6:30 PM", "2026-11-02T18:30:00")]
    [InlineData("2026-11-02 12:05 am", "2026-11-02T00:05:00")]
    [InlineData("2026-11-02 18:30", "2026-11-02T18:30:00")]
    [InlineData("2026.11.02 18:30:05", "2026-11-02T18:30:05")]
    [InlineData("2026-11-02T18:30:05.25", "2026-11-02T18:30:05.25")]
    [InlineData("2026-11-02 24:00", "2026-11-03T00:00:00")]
    [InlineData("20261102183005", "2026-11-02T18:30:05")]
    [InlineData("202611021830", "2026-11-02T18:30:00")]
    [InlineData("20261102T1830", "2026-11-02T18:30:00")]
    [InlineData("20261102 18:30", "2026-11-02T18:30:00")]
    [InlineData("  2026-11-02  ", "2026-11-02T00:00:00")]
    [InlineData("２０２６－１１－０２　１８：３０", "2026-11-02T18:30:00")]
    [InlineData("٢٠٢٦-١١-٠٢", "2026-11-02T00:00:00")]
    [InlineData("2026-11-02T10:30:00Z", "2026-11-02T18:30:00")]
    [InlineData("2026-11-02 10:30+00:00", "2026-11-02T18:30:00")]
    [InlineData("2026-11-02T18:30:05-0500", "2026-11-03T07:30:05")]
    public void Form_with_the_year_first_means_one_day_in_every_culture(string text, string expected) =>
        Assert.All(_cultures, culture => Assert.Equal(Wall(expected), Read(text, culture)));

    [Theory]
    [InlineData("now", "2026-11-20T03:15:00")]
    [InlineData("NOW", "2026-11-20T03:15:00")]
    [InlineData("today", "2026-11-20T00:00:00")]
    [InlineData("Yesterday", "2026-11-19T00:00:00")]
    [InlineData("今天", "2026-11-20T00:00:00")]
    [InlineData("昨天", "2026-11-19T00:00:00")]
    [InlineData("yesterday 18:00", "2026-11-19T18:00:00")]
    [InlineData("昨天18点", "2026-11-19T18:00:00")]
    [InlineData("今天下午2:30", "2026-11-20T14:30:00")]
    [InlineData("2:30", "2026-11-20T02:30:00")]
    [InlineData("-7d", "2026-11-13T03:15:00")]
    [InlineData("-12h", "2026-11-19T15:15:00")]
    [InlineData("-30m", "2026-11-20T02:45:00")]
    [InlineData("-2w", "2026-11-06T03:15:00")]
    [InlineData("-3y", "2023-11-20T03:15:00")]
    [InlineData("前天", "2026-11-18T00:00:00")]
    [InlineData("tomorrow", "2026-11-21T00:00:00")]
    [InlineData("明天", "2026-11-21T00:00:00")]
    [InlineData("this week", "2026-11-16T00:00:00")]
    [InlineData("Last Week", "2026-11-09T00:00:00")]
    [InlineData("上周", "2026-11-09T00:00:00")]
    [InlineData("本周 8:00", "2026-11-16T08:00:00")]
    [InlineData("this month", "2026-11-01T00:00:00")]
    [InlineData("last month", "2026-10-01T00:00:00")]
    [InlineData("上个月", "2026-10-01T00:00:00")]
    [InlineData("本月", "2026-11-01T00:00:00")]
    [InlineData("-7days", "2026-11-13T03:15:00")]
    [InlineData("-3 months", "2026-08-20T03:15:00")]
    [InlineData("-3个月", "2026-08-20T03:15:00")]
    [InlineData("-7天", "2026-11-13T03:15:00")]
    [InlineData("3 days ago", "2026-11-17T03:15:00")]
    [InlineData("3天前", "2026-11-17T03:15:00")]
    [InlineData("2 周前", "2026-11-06T03:15:00")]
    public void Word_is_counted_from_now_in_the_offset_of_the_session(string text, string expected) =>
        Assert.All(_cultures, culture => Assert.Equal(Wall(expected), Read(text, culture)));

    /// <summary>A moment at which UTC still has the day before.</summary>
    [Theory]
    [InlineData(8, "2026-11-20T00:00:00+08:00")]
    [InlineData(0, "2026-11-19T00:00:00+00:00")]
    [InlineData(-5, "2026-11-19T00:00:00-05:00")]
    public void Today_is_the_day_of_the_session(int hours, string expected) =>
        Assert.Equal(expected, ServiceTime.Parse("today", CultureInfo.InvariantCulture, _now).In(TimeSpan.FromHours(hours), new FixedClock()).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("de-DE", "03.11.2026", "2026-11-03")]
    [InlineData("en-GB", "03/11/2026", "2026-11-03")]
    [InlineData("en-GB", "03.11.2026", "2026-11-03")]
    [InlineData("en-US", "11/3/2026", "2026-11-03")]
    [InlineData("en-US", "Nov 3, 2026", "2026-11-03")]
    [InlineData("zh-CN", "11/3/2026", "2026-11-03")]
    [InlineData("zh-HK", "3/11/2026", "2026-11-03")]
    [InlineData("tr-TR", "03.11.2026", "2026-11-03")]
    [InlineData("th-TH", "2569-11-03", "2026-11-03")]
    [InlineData("th-TH", "3/11/2569", "2026-11-03")]
    [InlineData("th-TH", "3/11/2026", "2026-11-03")]
    [InlineData("fa-IR", "1405/08/12", "2026-11-03")]
    [InlineData("fa-IR", "1405-08-12", "2026-11-03")]
    [InlineData("fa-IR", "۱۴۰۵/۰۸/۱۲", "2026-11-03")]
    [InlineData("ar-SA", "1448-05-23", "2026-11-03")]
    [InlineData("de-DE", "11/13/2026", "2026-11-13")]
    public void Form_of_the_culture_is_read_in_its_calendar_and_order(string culture, string text, string expected) =>
        Assert.Equal(Wall(expected), Read(text, culture));

    [Theory]
    [InlineData("2569-11-03", "en-US", "2569-11-03")]
    [InlineData("1483-01-11", "de-DE", "1483-01-11")]
    [InlineData("2027-11-22", "", "2027-11-22")]
    [InlineData("1999-12-31 23:59", "zh-CN", "1999-12-31")]
    [InlineData("03/12/2027", "en-GB", "2027-12-03")]
    public void Implausible_time_is_refused_and_the_message_shows_how_it_was_read(string text, string culture, string shown)
    {
        var message = Refusal(text, culture);
        Assert.Contains($"'{text}'", message, StringComparison.Ordinal);
        Assert.Contains(shown, message, StringComparison.Ordinal);
        Assert.Contains("2026-11-22", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-02-30")]
    [InlineData("2026-13-01")]
    [InlineData("2026-11-02 25:00")]
    [InlineData("12345678")]
    [InlineData("")]
    [InlineData("8001")]
    [InlineData("-7")]
    [InlineData("tuesday next week")]
    [InlineData("31.02.2026")]
    public void Text_that_is_not_a_date_is_refused(string text) =>
        Assert.All(_cultures, culture => Assert.Contains("2026-11-22", Refusal(text, culture), StringComparison.Ordinal));

    [Fact]
    public void Minutes_or_months_are_not_guessed()
    {
        var message = Refusal("-3M", "en-US");
        Assert.Contains("-3m ", message, StringComparison.Ordinal);
        Assert.Contains("-3months", message, StringComparison.Ordinal);
    }

    /// <summary>A date that the machine has shown is read as that date.</summary>
    [Fact]
    public void Every_culture_reads_its_own_dates()
    {
        DateTime[] days = [new(2026, 11, 3), new(2026, 3, 11), new(2026, 1, 2), new(2025, 12, 31), new(2024, 2, 29), new(2026, 5, 9, 18, 30, 0), new(2026, 5, 9, 0, 30, 0)];
        var wrong = new List<string>();
        foreach (var culture in CultureInfo.GetCultures(CultureTypes.AllCultures))
        {
            foreach (var day in days)
            {
                foreach (var form in day == day.Date ? ["d", "yyyy-MM-dd"] : new[] { "G", "yyyy-MM-dd HH:mm:ss" })
                {
                    var text = day.ToString(form, culture);
                    try
                    {
                        if (ServiceTime.Parse(text, culture, _now).In(_offset).DateTime is var read && read != day)
                        {
                            wrong.Add($"{culture.Name}: {text} of {day:s} is read as {read:s}");
                        }
                    }
                    catch (FormatException)
                    {
                        wrong.Add($"{culture.Name}: {text} of {day:s} is refused");
                    }
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Ends_of_the_calendar_are_moments_in_every_offset()
    {
        Assert.Equal(DateTimeOffset.MinValue, new ServiceTime(DateTime.MinValue).In(_offset));
        Assert.Equal(DateTimeOffset.MaxValue, new ServiceTime(DateTime.MaxValue).In(TimeSpan.FromHours(-5)));
        Assert.Equal(DateTimeOffset.MinValue, ServiceTime.Parse("-999999d", CultureInfo.InvariantCulture, _now).In(_offset));
    }

    private static DateTime Read(string text, string culture) =>
        ServiceTime.Parse(text, CultureInfo.GetCultureInfo(culture), _now).In(_offset, new FixedClock()).ToOffset(_offset).DateTime;

    private static string Refusal(string text, string culture) =>
        Assert.Throws<FormatException>(() => ServiceTime.Parse(text, CultureInfo.GetCultureInfo(culture), _now)).Message;

    private static DateTime Wall(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => _now.ToUniversalTime();
    }
}
