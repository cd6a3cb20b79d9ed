using System.Globalization;
using FsCheck.Fluent;
using Wellcloud.Client.Names;
using Xunit;

namespace Wellcloud.Client.Tests.Names;

public sealed class NameTemplateTests
{
    private static readonly DateTimeOffset _start = new(2016, 7, 7, 9, 33, 14, TimeSpan.FromHours(8));

    private static readonly Recording _recording = new()
    {
        Id = "f1-e2",
        StartTime = _start,
        EndTime = _start.AddSeconds(90_011),
        CallLength = 90_011,
        DeviceId = "8003@test.cc",
        AgentName = "张三/李四",
        FileName = "/mnt/volumes/2016/../0707/20160707093314_f1.x.mp3",
        FileSize = 12345,
        AdditionalProperties = new Dictionary<string, object?> { ["queueId"] = 7L, ["Skill"] = "sales", ["vip"] = true, ["empty"] = null, ["tags"] = new object?[] { 1L } },
    };

    [Theory]
    [InlineData("{StartTime:yyyy}/{StartTime:MMdd}/{StartTime:yyyyMMddHHmmss}_{DeviceId}_{Id}", "2016/0707/20160707093314_8003@test.cc_f1-e2")]
    [InlineData("{id}", "f1-e2")]
    [InlineData("{ Id }", "f1-e2")]
    [InlineData("{AgentName}\\{FILENAME}", "张三_李四/20160707093314_f1.x")]
    [InlineData("{StartTime}", "20160707093314")]
    [InlineData("{StartTime:yyyy/MM/dd HH:mm}", "2016_07_07 09_33")]
    [InlineData("{Date}", "2016-07-07")]
    [InlineData("{Date:yyMMdd}", "160707")]
    [InlineData("{EndTime:dd}", "08")]
    [InlineData("{CallLength:D8}", "00090011")]
    [InlineData("{FileSize:N0}", "12,345")]
    [InlineData("{Duration}", "1.01_00_11")]
    [InlineData("{Duration:hh\\-mm}", "01-00")]
    [InlineData("{QUEUEID:D3}_{skill:x}_{queueId:q}", "007_sales_7")]
    [InlineData("{vip}_{tags}", "True_unknown")]
    [InlineData("{empty}_{nothing}_{Ani}", "unknown_unknown_unknown")]
    [InlineData("{{{Id}}}", "{f1-e2}")]
    [InlineData("{{Id}}", "{Id}")]
    [InlineData("{Id}:{State}", "f1-e2_unknown")]
    public void Template_is_filled_in(string template, string expected) =>
        Assert.Equal(expected, NameTemplate.Parse(template).NameFor(_recording));

    [Theory]
    [InlineData("{agentname}/{QUEUEID:D3}_{skill}_{empty}")]
    [InlineData("{{Agent}}/{Id}")]
    public void Placeholders_of_the_recording_are_accepted(string template) => NameTemplate.Parse(template).CheckPlaceholders(_recording);

    [Theory]
    [InlineData("{Agent}/{Id}", "{Agent}")]
    [InlineData("{Id}_{agent:x}", "{agent}")]
    public void Unknown_placeholder_is_refused_and_known_ones_are_listed(string template, string named)
    {
        var fault = Assert.Throws<UnknownPlaceholderException>(() => NameTemplate.Parse(template).CheckPlaceholders(_recording));
        Assert.Contains($"placeholder {named},", fault.Message, StringComparison.Ordinal);
        Assert.Contains("{Id}, {CallId}, ", fault.Message, StringComparison.Ordinal);
        Assert.Contains("{TenantId}, {queueId}, {Skill}", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Recording_without_start_is_named_by_id_or_unknown()
    {
        var recording = new Recording { Id = "r1", DeviceId = "8001" };

        Assert.Equal("r1", NameTemplate.Default.NameFor(recording));
        Assert.Equal("r1", NameTemplate.Parse(NameTemplate.Default.ToString()).NameFor(recording));
        Assert.Equal("unknown/8001", NameTemplate.Parse("{StartTime:yyyy}/{DeviceId}").NameFor(recording));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("  ", "empty")]
    [InlineData("/{Id}", "a drive or a slash")]
    [InlineData("\\\\server\\{Id}", "a drive or a slash")]
    [InlineData("C:\\{Id}", "a drive or a slash")]
    [InlineData("{Id", "brace at character 1")]
    [InlineData("a_{Id{Id}}", "brace at character 3")]
    [InlineData("{Id}}", "brace at character 5")]
    [InlineData("x{}", "placeholder at character 2")]
    [InlineData("{ :yyyy}", "placeholder at character 1")]
    [InlineData("{StartTime:q}", "format 'q' does not work for StartTime, at character 12")]
    [InlineData("{CallLength:D999999999}", "format 'D999999999'")]
    [InlineData("{queueId:D999999999}", "format 'D999999999'")]
    [InlineData("{CallLength:Q}", "format 'Q'")]
    [InlineData("{DeviceId:upper}", "text")]
    [InlineData("../{Id}", "character 1 ")]
    [InlineData("a/../{Id}", "character 3 ")]
    [InlineData("a\\..\\{Id}", "character 3 ")]
    [InlineData("a//{Id}", "character 3 ")]
    [InlineData("{Id}/", "character 6 ")]
    public void Invalid_template_is_refused_with_the_position(string template, string words)
    {
        CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;

        Assert.Contains(words, Assert.Throws<ArgumentException>(() => NameTemplate.Parse(template)).Message);
    }

    [Fact]
    public void Error_is_available_in_chinese()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");

        Assert.Contains("第 2 个字符", Assert.Throws<ArgumentException>(() => NameTemplate.Parse("x{}")).Message);
    }

    [Fact]
    public void Culture_of_the_process_does_not_matter()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ar-SA");

        Assert.Equal("2016/12,345", NameTemplate.Parse("{StartTime:yyyy}/{FileSize:N0}").NameFor(_recording));
    }

    [Theory]
    [InlineData("{ID}_{Ani}", true)]
    [InlineData("{CallId}/{{Id}}", false)]
    public void Only_a_template_with_the_id_is_unique(string template, bool expected) => Assert.Equal(expected, NameTemplate.Parse(template).IsUnique);

    [Fact]
    public void Every_placeholder_is_a_property_of_a_recording() =>
        Assert.All(NameTemplate.Placeholders, name => Assert.NotNull(typeof(Recording).GetProperty(name)));

    [Fact]
    public void Different_ids_get_different_names()
    {
        string[] ids = ["a/b", "a_b", "a\\b", "a:b", "con", "con_", "x", "x.", "x_", " x", "e\u0301", "\u00E9", "a\uD800", "a\uD801", new('z', 300), new('z', 301)];
        var names = new HashSet<string>();

        Assert.All(ids, id => Assert.True(names.Add(NameTemplate.Default.NameFor(new Recording { Id = id })), id));
        // Ids that equal the changed names of other ids.
        string[] marked = [.. names.Where(name => name.Contains('~'))];
        Assert.NotEmpty(marked);
        Assert.All(marked, id => Assert.True(names.Add(NameTemplate.Default.NameFor(new Recording { Id = id })), id));
    }

    [Fact]
    public void Any_recording_gets_a_portable_name() =>
        HostileText.Check(HostileText.Any.Four(), 10_000, texts =>
        {
            var (id, agent, device, file) = texts;
            var recording = new Recording { Id = id, AgentName = agent, DeviceId = device, FileName = file, StartTime = _start };

            Portable.AssertRelative(NameTemplate.Default.NameFor(recording));
            var name = NameTemplate.Parse("{AgentName}/{FileName}{Id}/{DeviceId}").NameFor(recording);
            Portable.AssertRelative(name);
            Assert.Equal(2, name.Split('/').Length - 1);
        });

    [Fact]
    public void Any_two_ids_get_different_names() =>
        HostileText.Check(HostileText.Any.Two(), 10_000, ids =>
        {
            var first = NameTemplate.Default.NameFor(new Recording { Id = ids.Item1 });
            var second = NameTemplate.Default.NameFor(new Recording { Id = ids.Item2 });

            // A recording without an id is named unknown, and so is a recording with that id.
            Assert.Equal(ids.Item1 == ids.Item2, first == second && (ids.Item1 + ids.Item2) != SafeSegment.Unknown);
        });

    [Fact]
    public void Any_template_is_refused_or_gives_safe_names() =>
        HostileText.Check(HostileText.Any.Two(), 20_000, texts =>
        {
            NameTemplate template;
            try
            {
                template = NameTemplate.Parse(texts.Item1 + "{" + texts.Item2 + "}");
            }
            catch (ArgumentException)
            {
                return;
            }

            Portable.AssertRelative(template.NameFor(_recording));
        });
}
