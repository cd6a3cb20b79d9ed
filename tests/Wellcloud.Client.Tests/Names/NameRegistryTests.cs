using Wellcloud.Client.Names;
using Xunit;

namespace Wellcloud.Client.Tests.Names;

public sealed class NameRegistryTests
{
    [Fact]
    public void A_name_belongs_to_the_first_id_whatever_its_case()
    {
        var names = new NameRegistry();

        Assert.True(names.TryClaim("2016/Zoë", "1"));
        Assert.True(names.TryClaim("2016/Zoë", "1"));
        Assert.False(names.TryClaim("2016/ZOË", "2"));
        Assert.False(names.TryClaim("2016/Zoe\u0308", "2"));
        Assert.True(names.TryClaim("2016/Zoe", "2"));
    }

    [Fact]
    public void Of_many_at_once_one_gets_the_name()
    {
        var names = new NameRegistry();

        Assert.Equal(1, Enumerable.Range(0, 1000).AsParallel().Count(id => names.TryClaim("name", id.ToString("D"))));
    }
}
