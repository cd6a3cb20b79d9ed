using Xunit;

namespace Wellcloud.Client.Tests.Model;

public sealed class RecordingFilterTests
{
    [Fact]
    public void Missing_value_satisfies_no_condition()
    {
        var filter = new RecordingFilter { MinimumLength = 0 };

        Assert.True(filter.Matches(new Recording { Id = "r", CallLength = 0 }));
        Assert.False(filter.Matches(new Recording { Id = "r" }));
    }

    [Fact]
    public void Text_is_compared_ignoring_case()
    {
        var filter = new RecordingFilter { State = new TextFilter(["success"], [text => text.StartsWith('F')]) };

        Assert.True(filter.Matches(new Recording { State = "SUCCESS" }));
        Assert.True(filter.Matches(new Recording { State = "Fail" }));
        Assert.False(filter.Matches(new Recording { State = "Other" }));
        Assert.False(filter.Matches(new Recording()));
    }

    [Theory]
    [InlineData("8001", true)]
    [InlineData("8001@ACME.cc", true)]
    [InlineData("800", false)]
    [InlineData("acme.cc", false)]
    [InlineData("8001@other.cc", false)]
    [InlineData("", false)]
    public void Number_or_extension_is_found_by_the_part_before_the_at_sign(string asked, bool isFound)
    {
        var (filter, recording) = (new TextFilter([asked]), new Recording { DeviceId = "8001@acme.cc", AgentId = "8001@acme.cc", Ani = "8001@acme.cc", Dnis = "8001@acme.cc" });

        Assert.Equal(isFound, new RecordingFilter { DeviceId = filter }.Matches(recording));
        Assert.Equal(isFound, new RecordingFilter { AgentId = filter }.Matches(recording));
        Assert.Equal(isFound, new RecordingFilter { Ani = filter }.Matches(recording));
        Assert.Equal(isFound, new RecordingFilter { Dnis = filter }.Matches(recording));
    }

    [Fact]
    public void Pattern_is_tried_on_the_part_before_the_at_sign()
    {
        var filter = new RecordingFilter { Dnis = new TextFilter([], [static text => text.EndsWith('8')]) };

        Assert.True(filter.Matches(new Recording { Dnis = "88888@test.com" }));
        Assert.False(filter.Matches(new Recording { Dnis = "88889@test.com" }));
        Assert.False(filter.Matches(new Recording { Dnis = "@8" + "x" }));
    }

    [Fact]
    public void Id_name_and_state_are_compared_as_a_whole()
    {
        var filter = new TextFilter(["a"]);

        Assert.False(new RecordingFilter { Id = filter }.Matches(new Recording { Id = "a@b" }));
        Assert.False(new RecordingFilter { AgentName = filter }.Matches(new Recording { AgentName = "a@b" }));
        Assert.False(new RecordingFilter { State = filter }.Matches(new Recording { State = "a@b" }));
    }

    [Fact]
    public void Values_that_resemble_the_text_are_remembered_until_one_matches()
    {
        var misses = new NearMisses(["2155551234"]);
        var filter = new RecordingFilter { Ani = new TextFilter(["2155551234"]) { NearMisses = misses } };
        Assert.False(misses.IsMiss);

        foreach (var ani in new[] { "13900000000", null, "", "13900000001", "21", "02155551234", "02155551234", "2159", "13900000002" })
        {
            Assert.False(filter.Matches(new Recording { Ani = ani }));
        }

        Assert.True(misses.IsMiss);
        Assert.Equal(["02155551234", "21", "2159"], misses.Values);

        Assert.True(filter.Matches(new Recording { Ani = "2155551234" }));
        Assert.False(misses.IsMiss);
    }

    [Fact]
    public void Starts_outside_the_range_are_remembered_until_one_is_inside()
    {
        var noon = new DateTimeOffset(2026, 11, 2, 12, 0, 0, TimeSpan.FromHours(8));
        var misses = new TimeMisses();
        var filter = new RecordingFilter { After = noon, TimeMisses = misses };
        Assert.False(misses.IsMiss);

        Assert.False(filter.Matches(new Recording()));
        Assert.False(misses.IsMiss);

        foreach (var hours in new[] { -2, -5, -1, -3 })
        {
            Assert.False(filter.Matches(new Recording { StartTime = noon.AddHours(hours) }));
        }

        Assert.True(misses.IsMiss);
        Assert.Equal((noon.AddHours(-5), noon.AddHours(-1)), (misses.Earliest, misses.Latest));

        Assert.True(filter.Matches(new Recording { StartTime = noon }));
        Assert.False(filter.Matches(new Recording { StartTime = noon.AddHours(-9) }));
        Assert.False(misses.IsMiss);
    }
}
