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
}
