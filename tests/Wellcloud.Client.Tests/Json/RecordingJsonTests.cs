using System.Buffers;
using System.Text;
using System.Text.Json;
using FsCheck.Fluent;
using Wellcloud.Client.Json;
using Xunit;

namespace Wellcloud.Client.Tests.Json;

public sealed class RecordingJsonTests
{
    private static readonly TimeSpan _china = TimeSpan.FromHours(8);

    [Fact]
    public void Recording_is_written_under_the_services_names()
    {
        var recording = new Recording
        {
            Id = "a",
            StartTime = new DateTimeOffset(2018, 1, 29, 16, 8, 23, _china),
            CallLength = 0,
            FileSize = 5,
            State = "Success",
            Ani = "",
            AdditionalProperties = new Dictionary<string, object?> { ["endTime"] = "never", ["id"] = "not this one", ["x"] = new object?[] { 1L, 2.0, null } },
        };

        Assert.Equal(
            """{"id":"a","startTime":"2018.01.29 16:08:23","callLength":0,"fileSize":5,"state":"Success","endTime":"never","x":[1,2.0,null]}""",
            Write(recording));
    }

    [Fact]
    public void Empty_recording_is_written_as_an_empty_object() => Assert.Equal("{}", Write(new Recording()));

    [Fact]
    public void Source_is_written_unchanged_in_one_line()
    {
        var source = Encoding.UTF8.GetBytes("{ \"id\" :\r\n\t1.50, \"x\":\"\\n\" }");

        Assert.Equal("{ \"id\" :  \t1.50, \"x\":\"\\n\" }", Write(new Recording { Id = "1.50", Source = source }));
    }

    [Fact]
    public void Fraction_of_a_second_is_kept()
    {
        var time = new DateTimeOffset(2018, 1, 29, 16, 8, 23, 125, _china);
        var read = RecordingJson.Read(Encoding.UTF8.GetBytes(Write(new Recording { StartTime = time })), _china);

        Assert.True(read?.StartTime?.EqualsExact(time));
    }

    [Fact]
    public void Invalid_unicode_is_written_as_a_replacement_character() =>
        Assert.Equal("\uFFFD", RecordingJson.Read(Encoding.UTF8.GetBytes(Write(new Recording { Id = "\ud83d" })), _china)?.Id);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{\"id\":}")]
    [InlineData("{} {}")]
    [InlineData("{\"id\":\"a\"}x")]
    public void Anything_but_one_object_reads_as_null(string json) => Assert.Null(RecordingJson.Read(Encoding.UTF8.GetBytes(json), _china));

    [Fact]
    public void Written_recording_reads_the_same_with_and_without_its_source() => Seed.Check(Prop.ForAll(OddRows.Row.ToArbitrary(), async row =>
    {
        var recording = await Listing.ReadRowAsync(row);
        var expected = Description.Of(recording);
        Assert.Equal(expected, Description.Of(RecordingJson.Read(Encoding.UTF8.GetBytes(Write(recording)), _china)!));

        var withSource = await Listing.ReadRowAsync(row, new ListingOptions { KeepSource = true });
        Assert.Equal(expected, Description.Of(RecordingJson.Read(Encoding.UTF8.GetBytes(" " + Write(withSource) + "\n"), _china)!));
    }), 2000);

    private static string Write(Recording recording)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            RecordingJson.Write(writer, recording);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
