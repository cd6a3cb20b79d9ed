using Wellcloud.Catalog.Tests.Support;
using Xunit;

namespace Wellcloud.Catalog.Tests;

/// <summary>The page in another browser engine: open, filter, play, mark, reload.</summary>
public sealed class FirefoxTests
{
    private const string Enter = "\uE007";
    private const string Right = "\uE014";

    [Theory]
    [InlineData("disk")]
    [InlineData("server")]
    public async Task Firefox_opens_filters_plays_and_keeps_marks(string from)
    {
        using var archive = new MadeArchive(
        [
            new() { Id = "f1", Start = "2026.11.25 09:00:00", Length = 60, AgentName = "王五", AgentId = "w5", Path = "2026/王五 #1?.wav", Audio = Tone.Wav(60) },
            new() { Id = "f2", Start = "2026.11.24 09:00:00", Length = 20, AgentName = "王五", AgentId = "w5", Path = "f2.mp3", Audio = Tone.Mp3(Enumerable.Repeat(186, 278)) },
            new() { Id = "f3", Start = "2026.11.23 09:00:00", Direction = "Outbound" },
        ]);
        var page = await archive.ExportAsync(new() { Waveform = true });
        await using var server = new StaticServer(archive.Root, hasRanges: true);
        await using var firefox = await Firefox.StartAsync();
        await firefox.GoAsync(from == "disk" ? new Uri(page.Path).AbsoluteUri : server.Address + "catalog.html");
        await firefox.UntilAsync("document.documentElement.dataset.ready === 'all'");
        Assert.Equal(3, await firefox.EvaluateAsync<int>("listed"));

        await firefox.ClickAsync("document.querySelector('#facet-direction .facet button')");
        Assert.Equal(2, await firefox.EvaluateAsync<int>("listed"));
        await firefox.PressAsync("/");
        await firefox.TypeAsync("王五");
        await firefox.UntilAsync("filter.search === '王五' && listed === 2");
        await firefox.PressAsync(Enter, Enter);
        await firefox.UntilAsync("!audio.paused && audio.currentTime > 0");
        await firefox.UntilAsync("document.getElementById('seek-box').classList.contains('has-wave')");
        await firefox.PressAsync(Right);
        await firefox.UntilAsync("audio.currentTime >= 10");
        await firefox.PressAsync("]", "]", "c", "n");
        Assert.Equal(1.5, await firefox.EvaluateAsync<double>("audio.playbackRate"));
        await firefox.TypeAsync("问候语");
        await firefox.PressAsync(Enter);
        await firefox.PressAsync("j", Enter);
        await firefox.UntilAsync("pathOf(playing.row) === 'f2.mp3' && !audio.paused && audio.currentTime > 0");

        await firefox.ReloadAsync();
        await firefox.UntilAsync("document.documentElement.dataset.ready === 'all'");
        Assert.Equal("Coach 问候语", await firefox.EvaluateAsync<string>("`${marks.get(0).verdict} ${marks.get(0).note}`"));
        Assert.Equal(2, await firefox.EvaluateAsync<int>("listed"));
    }
}
