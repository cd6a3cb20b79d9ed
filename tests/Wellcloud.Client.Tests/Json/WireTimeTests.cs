using System.Globalization;
using Wellcloud.Client.Json;
using Xunit;

namespace Wellcloud.Client.Tests.Json;

public sealed class WireTimeTests
{
    [Theory]
    [InlineData("\"2018.01.29 16:08:23\"", "2018-01-29T16:08:23+08:00")]
    [InlineData("\"2018-01-29 16:08:23\"", "2018-01-29T16:08:23+08:00")]
    [InlineData("\"2018/01/29 16:08:23\"", "2018-01-29T16:08:23+08:00")]
    [InlineData("\"2018\\/01\\/29 16:08:23\"", "2018-01-29T16:08:23+08:00")]
    [InlineData("\" 2018.01.29T16:08:23 \"", "2018-01-29T16:08:23+08:00")]
    [InlineData("\"2018-01-29T16:08:23.5\"", "2018-01-29T16:08:23.5+08:00")]
    [InlineData("\"2018-01-29T16:08:23.12345678901\"", "2018-01-29T16:08:23.1234567+08:00")]
    [InlineData("\"2018-01-29T16:08:23Z\"", "2018-01-30T00:08:23+08:00")]
    [InlineData("\"2018-01-29T16:08:23.250+08:00\"", "2018-01-29T16:08:23.25+08:00")]
    [InlineData("\"2018-01-29T16:08:23-0130\"", "2018-01-30T01:38:23+08:00")]
    [InlineData("1517213303000", "2018-01-29T16:08:23+08:00")]
    [InlineData("1517213303125", "2018-01-29T16:08:23.125+08:00")]
    [InlineData("-1", "1970-01-01T07:59:59.999+08:00")]
    [InlineData("\"2016.02.29 23:59:59\"", "2016-02-29T23:59:59+08:00")]
    [InlineData("\"9999.12.31 23:59:59\"", "9999-12-31T23:59:59+08:00")]
    [InlineData("\"0001.01.01 08:00:00\"", "0001-01-01T08:00:00+08:00")]
    public async Task Time_is_read_in_every_known_format(string json, string expected)
    {
        var row = await Listing.ReadRowAsync($$"""{"startTime":{{json}},"endTime":{{json}}}""");

        var time = DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture);
        Assert.True(row.StartTime is { } start && start.EqualsExact(time), row.StartTime?.ToString("O"));
        Assert.Equal(row.StartTime, row.EndTime);
        Assert.Null(row.AdditionalProperties);
    }

    [Theory]
    [InlineData("2018.01.29")]
    [InlineData("2018.01-29 16:08:23")]
    [InlineData("2018.13.29 16:08:23")]
    [InlineData("2018.00.29 16:08:23")]
    [InlineData("2018.02.29 16:08:23")]
    [InlineData("2018.01.00 16:08:23")]
    [InlineData("2018.01.29 24:08:23")]
    [InlineData("2018.01.29 16:60:23")]
    [InlineData("2018.01.29 16:08:60")]
    [InlineData("2018.01.29_16:08:23")]
    [InlineData("2018.01.29 16.08.23")]
    [InlineData("2018.01.29 16:08:2x")]
    [InlineData("2018.01.29 1x:08:23")]
    [InlineData("x018.01.29 16:08:23")]
    [InlineData("201x.01.29 16:08:23")]
    [InlineData("0000.01.29 16:08:23")]
    [InlineData("0001.01.01 00:00:00")]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("2018.01.29 16:08:23.")]
    [InlineData("2018.01.29 16:08:23 PM")]
    [InlineData("2018.01.29 16:08:23+8")]
    [InlineData("2018.01.29 16:08:23+15:00")]
    [InlineData("2018.01.29 16:08:23+08:60")]
    [InlineData("2018.01.29 16:08:23+08.00")]
    [InlineData("1517213303000")]
    [InlineData("二〇一八年一月二十九日")]
    public async Task Unreadable_time_is_kept_as_additional_property(string text)
    {
        var row = await Listing.ReadRowAsync($$"""{"startTime":"{{text}}"}""");

        Assert.Null(row.StartTime);
        Assert.Equal(text, row.AdditionalProperties!["startTime"]);
    }

    [Fact]
    public async Task Time_without_a_zone_has_the_offset_of_the_session()
    {
        var options = new ListingOptions { UtcOffset = TimeSpan.FromHours(-3.5) };
        var row = await Listing.ReadRowAsync("""{"startTime":"2018.01.29 16:08:23","endTime":"2018-01-29T16:08:23Z"}""", options);

        Assert.True(row.StartTime?.EqualsExact(new DateTimeOffset(2018, 1, 29, 16, 8, 23, options.UtcOffset)));
        Assert.True(row.EndTime?.EqualsExact(new DateTimeOffset(2018, 1, 29, 12, 38, 23, options.UtcOffset)));
    }
}
