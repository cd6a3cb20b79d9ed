using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Wellcloud.Client.Names;
using Wellcloud.Client.Times;
using Xunit;

namespace Wellcloud.Client.Tests.Times;

/// <summary>Times of recordings that went through CSV, JSON or a job, on any machine.</summary>
public sealed class RowTimesTests
{
    private static readonly TimeSpan _session = TimeSpan.FromHours(8);
    private static readonly CultureInfo[] _cultures = CultureInfo.GetCultures(CultureTypes.AllCultures);
    private static readonly NameTemplate _template = NameTemplate.Parse("{StartTime:yyyy}/{StartTime:MMdd}/{StartTime:yyyyMMddHHmmss}_{EndTime:yyyyMMddHHmmss}_{Id}");

    private static readonly Gen<TimeSpan> _offsets = Gen.Elements(-14, -5, -3, 0, 1, 3, 7, 8, 14).Select(static hours => TimeSpan.FromHours(hours));

    private static readonly Gen<Recording> _recordings =
        from seconds in Gen.Choose(0, 26 * 365 * 24 * 3600)
        from length in Gen.Choose(0, 6 * 3600)
        from offset in _offsets
        select Make(new DateTimeOffset(2000, 1, 3, 0, 0, 0, offset).AddSeconds(seconds), length);

    [Fact]
    public void Csv_of_any_culture_keeps_the_name_in_any_other() => Seed.Check(Prop.ForAll(
        _recordings.ToArbitrary(),
        Gen.Elements(_cultures).Two().ToArbitrary(),
        (recording, cultures) =>
        {
            var (writer, reader) = cultures;
            var (start, end) = (recording.StartTime!.Value.ToString(writer), recording.EndTime!.Value.ToString(writer));
            Assert.Equal(NameOf(recording), In(reader, () => NameAfter(recording, start, end)));
        }), 2000);

    /// <summary>Each half of the day, in the words of every culture.</summary>
    [Fact]
    public void Csv_of_every_culture_keeps_the_hour()
    {
        var hours = Enumerable.Range(0, 24).Select(static hour => Make(new(2026, 11, 3, hour, 5, 7, _session), 300)).ToList();
        Assert.All(_cultures, writer => Assert.All(hours, recording =>
            Assert.Equal(NameOf(recording), NameAfter(recording, recording.StartTime!.Value.ToString(writer), recording.EndTime!.Value.ToString(writer)))));
    }

    [Fact]
    public void Json_read_in_any_zone_keeps_the_name() => Seed.Check(Prop.ForAll(
        _recordings.ToArbitrary(),
        recording =>
        {
            // ConvertFrom-Json keeps the moment and loses the offset.
            var (start, end) = (recording.StartTime!.Value.UtcDateTime, recording.EndTime!.Value.UtcDateTime);
            var name = NameOf(recording);
            Assert.Equal(name, NameAfter(recording, start, end, recording.StartTime.Value.Offset));
            Assert.Equal(name, NameAfter(recording, start.ToLocalTime(), end.ToLocalTime(), recording.StartTime.Value.Offset));
            Assert.Equal(name, NameAfter(recording, recording.StartTime.Value.ToString("o", CultureInfo.InvariantCulture), recording.EndTime.Value.ToString("o", CultureInfo.InvariantCulture)));
            Assert.Equal(name, NameAfter(recording, recording.StartTime, recording.EndTime));
        }), 300);

    [Theory]
    [InlineData("1/11/2026 9:05:07 AM +08:00", "2026-01-11", "2026-01-11T09:05:07+08:00")]
    [InlineData("1/11/2026 9:05:07 AM +08:00", "2026-11-01", "2026-11-01T09:05:07+08:00")]
    [InlineData("11/1/2569 21:05:07 +08:00", "2026-01-11", "2026-01-11T21:05:07+08:00")]
    [InlineData("1405/8/12 21:05:07 +08:00", "2026-11-03", "2026-11-03T21:05:07+08:00")]
    [InlineData("23/5/1448 بعد الهجرة 9:05:07 م +08:00", "2026-11-03", "2026-11-03T21:05:07+08:00")]
    [InlineData("2026-11-02T20:00:00Z", "2026-11-03", "2026-11-03T04:00:00+08:00")]
    [InlineData("2026-11-03T09:05:07", "2026-11-03", "2026-11-03T09:05:07+08:00")]
    [InlineData("2026.11.03 09:05:07", null, "2026-11-03T09:05:07+08:00")]
    [InlineData("2026/11/3 9:05", "2026/11/3", "2026-11-03T09:05:00+08:00")]
    [InlineData("2026-11-03T09:05:07-05:00", "2026-11-03", "2026-11-03T09:05:07-05:00")]
    public void Date_of_the_row_says_which_day_is_meant(string start, string? date, string expected) =>
        Assert.Equal(expected, RowTimes.Read(start, null, date, _session).Start?.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("")]
    [InlineData("unknown")]
    [InlineData("11/3/2569 9:05:07 +08:00")]
    [InlineData("0111")]
    [InlineData("99/99/99 99:99:99 +99:99")]
    public void Text_without_a_likely_time_is_not_a_time(string text) =>
        Assert.Null(In(CultureInfo.InvariantCulture, () => RowTimes.Read(text, text, null, _session).Start));

    private static Recording Make(DateTimeOffset start, int seconds) => new() { Id = "r", StartTime = start, EndTime = start.AddSeconds(seconds) };

    private static string NameOf(Recording recording) => _template.NameFor(recording);

    private static string NameAfter(Recording recording, object? start, object? end, TimeSpan? session = null)
    {
        var (first, last) = RowTimes.Read(start, end, recording.Date, session ?? _session);
        return _template.NameFor(new() { Id = recording.Id, StartTime = first, EndTime = last });
    }

    private static T In<T>(CultureInfo culture, Func<T> read)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = culture;
        try
        {
            return read();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
