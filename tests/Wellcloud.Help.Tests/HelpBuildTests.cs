using System.Xml.Linq;
using Wellcloud.Help.Cmdlets;
using Xunit;

namespace Wellcloud.Help.Tests;

public sealed class HelpBuildTests : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Help_of_every_cmdlet_is_built_in_both_languages()
    {
        Assert.Empty(_place.Build());
        foreach (var culture in new[] { "en-US", "zh-Hans" })
        {
            var help = XDocument.Load(Path.Combine(_place.Output, culture, "Wellcloud.Recordings.dll-Help.xml"));
            var names = help.Descendants().Where(static element => element.Name.LocalName == "details").Select(static element => element.Elements().First().Value);
            Assert.Equal(ModuleReader.Read(Workplace.Module).Select(static cmdlet => cmdlet.Name), names);
        }
    }

    [Theory]
    [InlineData("en-US", "Connect-Wellcloud", "### -NoProxy", "### -NoProxies", "-NoProxy has no text")]
    [InlineData("zh-Hans", "Connect-Wellcloud", "### -NoProxy", "### -NoProxies", "-NoProxy has no text")]
    [InlineData("en-US", "Connect-Wellcloud", "### -NoProxy", "### -NoProxies", "-NoProxies is not a parameter")]
    [InlineData("en-US", "common-parameters", "### -Session", "### -Sitting", "-Sitting is not a parameter of any cmdlet")]
    [InlineData("zh-Hans", "common-parameters", "### -DeviceId", "### -Device", "-DeviceId has no text")]
    [InlineData("en-US", "Get-WcSession", "## Notes", "## Remarks", "its headings must be")]
    [InlineData("en-US", "Get-WcSession", "# Get-WcSession", "# Get-Session", "its first heading is 'Get-Session'")]
    [InlineData("en-US", "Get-WcSession", "### WellcloudSession", "### Session", "its outputs must be WellcloudSession")]
    [InlineData("zh-Hans", "Get-WcSession", "```powershell run", "```powershell", "zh-Hans/Get-WcSession.md: lacks example 1 marked to run")]
    [InlineData("zh-Hans", "Get-WcRecording", "\n默认值：0\n", "\n", "zh-Hans/Get-WcRecording.md: lacks -Skip with a default")]
    [InlineData("en-US", "about_Wellcloud.Recordings", "# about", "## about", "it must begin with its name")]
    public void Error_names_the_page_and_what_is_wrong(string culture, string page, string right, string wrong, string problem)
    {
        _place.Change(culture, page + ".md", text => text.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Contains(_place.Build(), line => line.Replace('\\', '/').Contains($"{culture}/", StringComparison.Ordinal) && line.Replace('\\', '/').Contains(problem, StringComparison.Ordinal));
        Assert.False(Directory.Exists(_place.Output));
    }

    [Fact]
    public void Page_with_two_examples_is_refused()
    {
        _place.Change("en-US", "Disconnect-Wellcloud.md", static text => text.Remove(text.IndexOf("### End several", StringComparison.Ordinal), text.IndexOf("## Parameters", StringComparison.Ordinal) - text.IndexOf("### End several", StringComparison.Ordinal)));
        Assert.Contains(_place.Build(), static line => line.EndsWith("2 examples, but at least 3 are needed", StringComparison.Ordinal));
    }

    [Fact]
    public void Page_of_an_unknown_cmdlet_is_refused()
    {
        foreach (var culture in new[] { "en-US", "zh-Hans" })
        {
            File.Copy(_place.Page(culture, "Get-WcSession.md"), _place.Page(culture, "Get-WcSitting.md"));
            _place.Change(culture, "Get-WcSitting.md", static text => text.Replace("# Get-WcSession", "# Get-WcSitting", StringComparison.Ordinal));
        }

        Assert.Contains(_place.Build(), static line => line.EndsWith("Get-WcSitting.md: this cmdlet does not exist", StringComparison.Ordinal));
    }

    [Fact]
    public void Missing_page_is_reported_for_its_language()
    {
        File.Delete(_place.Page("zh-Hans", "Get-WcSession.md"));
        Assert.Contains(_place.Build(), static line => line.EndsWith("Get-WcSession has no page", StringComparison.Ordinal));
    }
}
