using System.Text;
using FsCheck.Fluent;
using Wellcloud.Client.Names;
using Xunit;

namespace Wellcloud.Client.Tests.Names;

public sealed class ContentDispositionNameTests
{
    [Theory]
    [InlineData("attachment; filename=a.mp3", "a.mp3")]
    [InlineData("attachment;filename = \"a b.mp3\" ; size=3", "a b.mp3")]
    [InlineData("filename=a b.mp3", "a b.mp3")]
    [InlineData("attachment; filename=\"a\\\"b;c.mp3\"", "a_b;c.mp3")]
    [InlineData("attachment; filename=\"C:\\dir\\a.mp3\"", "a.mp3")]
    [InlineData("attachment; filename=x.wav; filename*=UTF-8''%E5%BC%A0%E4%B8%89.mp3", "张三.mp3")]
    [InlineData("attachment; FILENAME*=utf-8'zh'%E5%BC%A0.mp3; filename=x.wav", "张.mp3")]
    [InlineData("attachment; filename*=GBK''%D5%C5%C8%FD.mp3", "张三.mp3")]
    [InlineData("attachment; filename*=UTF-8''%D5%C5%C8%FD.mp3", "张三.mp3")]
    [InlineData("attachment; filename*=ISO-8859-1''na%EFve.mp3", "naïve.mp3")]
    [InlineData("attachment; filename*=broken.mp3", "broken.mp3")]
    [InlineData("attachment; filename*=UTF-8''; filename=x.wav", "x.wav")]
    [InlineData("attachment; filename=%E5%BC%A0%E4%B8%89.mp3", "张三.mp3")]
    [InlineData("attachment; filename=100%.mp3", "100%.mp3")]
    [InlineData("attachment; filename=../../etc/passwd", "passwd")]
    [InlineData("attachment; filename*=UTF-8''..%2F..%5Cnul.mp3", "nul_.mp3")]
    [InlineData("attachment; filename=\"unfinished.mp3", "unfinished.mp3")]
    [InlineData("attachment; filename=张三.mp3", "张三.mp3")]
    [InlineData("attachment; filename=\"..\"", null)]
    [InlineData("attachment; filename=\"a/\"", null)]
    [InlineData("attachment; filename=", null)]
    [InlineData("attachment", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Name_is_read_in_every_form(string? header, string? expected) => Assert.Equal(expected, ContentDispositionName.Read(header));

    [Theory]
    [InlineData("utf-8")]
    [InlineData("gbk")]
    public void Encoding_of_raw_bytes_is_recognized(string encoding)
    {
        var raw = Encoding.Latin1.GetString(Encoding.GetEncoding(encoding).GetBytes("attachment; filename=\"通话录音.mp3\""));

        Assert.Equal("通话录音.mp3", ContentDispositionName.Read(raw));
    }

    [Fact]
    public void Long_name_keeps_its_extension()
    {
        var name = ContentDispositionName.Read("attachment; filename=" + new string('a', 100_000) + ".mp3");

        Assert.EndsWith(".mp3", name);
        Assert.InRange(name!.Length, 1, 255);
    }

    [Fact]
    public void Any_header_gives_a_safe_name_or_none()
    {
        var part = Gen.OneOf(
            HostileText.Any,
            Gen.Elements("attachment", ";", "filename", "filename*", "=", "\"", "\\", "'", "UTF-8''", "GBK''", "%", "%E5%BC", "%00", "%2F", "\u00D5\u00C5", "\u00E5\u00BC\u00A0"));
        var header = from count in Gen.Choose(0, 10) from parts in part.ArrayOf(count) select string.Concat(parts);

        HostileText.Check(header, 20_000, text =>
        {
            AssertSafe(ContentDispositionName.Read(text));
            AssertSafe(ContentDispositionName.Read("attachment; filename=" + text));
            AssertSafe(ContentDispositionName.Read("attachment; filename*=" + text));
        });
    }

    private static void AssertSafe(string? name)
    {
        if (name is not null)
        {
            Portable.AssertFileName(name);
        }
    }
}
