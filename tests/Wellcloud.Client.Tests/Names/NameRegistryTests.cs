using Wellcloud.Client.Names;
using Xunit;

namespace Wellcloud.Client.Tests.Names;

public sealed class NameRegistryTests
{
    [Fact]
    public void Name_belongs_to_its_first_id_ignoring_case()
    {
        var names = new NameRegistry();

        Assert.True(names.TryClaim("2016/Zoë", "1"));
        Assert.True(names.TryClaim("2016/Zoë", "1"));
        Assert.False(names.TryClaim("2016/ZOË", "2"));
        Assert.False(names.TryClaim("2016/Zoe\u0308", "2"));
        Assert.True(names.TryClaim("2016/Zoe", "2"));
    }

    [Fact]
    public void Only_one_of_many_threads_gets_a_name()
    {
        var names = new NameRegistry();

        Assert.Equal(1, Enumerable.Range(0, 1000).AsParallel().Count(id => names.TryClaim("name", id.ToString("D"))));
    }
}
