using System.Text;
using FsCheck.Fluent;
using Wellcloud.Client.Audio;
using Xunit;

namespace Wellcloud.Client.Tests.Audio;

public sealed class AudioFormatTests
{
    public static TheoryData<string, byte[]> Known => new()
    {
        { "mp3", AudioSample.Mp3(3) },
        { "mp3", AudioSample.Mp3(1) },
        { "mp3", AudioSample.Mp3(1)[..10] },
        { "mp3", AudioSample.TelephoneMp3(20) },
        { "mp3", [.. AudioSample.Mp3(1), .. AudioSample.Id3v1] },
        { "mp3", AudioSample.Id3(300)[..100] },
        { "mp3", [.. AudioSample.Id3(300), .. AudioSample.Mp3(2)] },
        { "aac", [.. AudioSample.Id3(30), .. AudioSample.Adts(2)] },
        { "aac", AudioSample.Adts(3) },
        { "wav", AudioSample.Wav(100) },
        { "wav", AudioSample.Rf64(100) },
        { "wav", [.. "RIFX\0\0\0\0WAVEfmt "u8] },
        { "aiff", AudioSample.Aiff(100) },
        { "ogg", AudioSample.Ogg(2, 1, 30, "\u0001vorbis") },
        { "opus", AudioSample.Ogg(2, 1, 30, "OpusHead") },
        { "flac", [.. "fLaC\0\0\0\u0022"u8] },
        { "m4a", AudioSample.Mp4("M4A ") },
        { "mp4", AudioSample.Mp4("isom") },
        { "3gp", AudioSample.Mp4("3gp4") },
        { "amr", [.. "#!AMR\n<"u8] },
        { "amr-wb", [.. "#!AMR-WB\n\u0004"u8] },
        { "au", [.. ".snd\0\0\0\u0018"u8] },
        { "webm", [0x1A, 0x45, 0xDF, 0xA3, 0x9F, 0x42, 0x82, 0x84, .. "webm"u8] },
        { "mka", [0x1A, 0x45, 0xDF, 0xA3, 0x9F, 0x42, 0x82, 0x88, .. "matroska"u8] },
        { "wma", [0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11, 0xA6] },
        { "caf", [.. "caff\0\u0001\0\0"u8] },
    };

    public static TheoryData<byte[]> Texts => new()
    {
        Array.Empty<byte>(),
        "  \r\n"u8.ToArray(),
        "{\"message\":\"no\",\"code\":\"448\"}"u8.ToArray(),
        "\uFEFF \n[ ]"u8.ToArray(),
        "[{"u8.ToArray(),
        "<!DOCTYPE html><html>"u8.ToArray(),
        "\uFEFF<?xml version='1.0'?>"u8.ToArray(),
        "Service unavailable"u8.ToArray(),
        "ID3 is a tag"u8.ToArray(),
        "录音文件不存在"u8.ToArray(),
        "录音文件不存在"u8.ToArray()[..^1],
        Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("{\"code\":425}")).ToArray(),
        Encoding.BigEndianUnicode.GetPreamble().Concat(Encoding.BigEndianUnicode.GetBytes("没有")).ToArray(),
        Encoding.GetEncoding("gbk").GetBytes("{\"message\":\"录音文件不存在\"}"),
        Encoding.GetEncoding("gbk").GetBytes("<html>没有</html>"),
        "PK\u0003\u0004\u0014\0"u8.ToArray(),
        Bytes([0x1F, 0x8B, 8, 0, 0]),
        Bytes([.. "%PDF-1.4\n%"u8, 0xE2, 0xE3, 0xCF, 0xD3]),
    };

    private static byte[] Unknown => [0x00, 0x01, 0x02, 0x80, 0x81, 0x00, 0x13];

    [Theory]
    [MemberData(nameof(Known))]
    public void Bytes_win_over_content_type_and_name(string name, byte[] head)
    {
        Assert.Equal(name, AudioFormat.Decide(head, "application/json", "error.html")?.Name);
        Assert.Equal(name, AudioFormat.Detect(head)?.Name);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_and_other_files_are_not_audio_whatever_the_headers_say(byte[] head) =>
        Assert.Null(AudioFormat.Decide(head, "audio/mpeg", "a.mp3"));

    [Theory]
    [InlineData("audio/x-wav; charset=utf-8", null, ".wav")]
    [InlineData("Audio/MPEG", "a.wav", ".mp3")]
    [InlineData("audio/gsm", null, ".gsm")]
    [InlineData("audio/x-new", "/mnt/a.WAV", ".wav")]
    [InlineData("audio/x-new", "a.txt", ".audio")]
    [InlineData("application/octet-stream", "a.b.m4a", ".m4a")]
    [InlineData("", "a.aif", ".aiff")]
    [InlineData(null, "C:\\a.snd", ".au")]
    [InlineData("application/octet-stream", "a", null)]
    [InlineData(null, "mp3", null)]
    [InlineData("image/png", "a.png", null)]
    [InlineData(";", ".", null)]
    public void Content_type_and_then_name_decide_for_unknown_bytes(string? contentType, string? name, string? extension) =>
        Assert.Equal(extension, AudioFormat.Decide(Unknown, contentType, name)?.Extension);

    [Theory]
    [InlineData(0xFF, 0xFB, 0xF0, 0x00)] // no such bit rate
    [InlineData(0xFF, 0xFB, 0x9C, 0x00)] // no such sampling rate
    [InlineData(0xFF, 0xEB, 0x90, 0x00)] // no such version
    [InlineData(0xFF, 0xFF, 0x90, 0x00)] // layer I
    [InlineData(0xFF, 0xFB, 0x90, 0x02)] // no such emphasis
    [InlineData(0xFF, 0xD8, 0xFF, 0xE0)] // JPEG
    public void Invalid_frame_header_is_not_audio(byte first, byte second, byte third, byte fourth) =>
        Assert.Null(AudioFormat.Detect([first, second, third, fourth, .. Unknown]));

    [Fact]
    public void Single_frame_before_other_bytes_is_not_audio() =>
        Assert.Null(AudioFormat.Detect([.. AudioSample.Mp3(1), .. Unknown, .. Unknown]));

    [Fact]
    public void Picture_in_an_MPEG4_container_is_not_audio() => Assert.Null(AudioFormat.Detect(AudioSample.Mp4("heic")));

    [Fact]
    public void Extensions_are_distinct()
    {
        Assert.Contains(".mp3", AudioFormat.Extensions);
        Assert.All(AudioFormat.Extensions, extension => Assert.Matches("^\\.[a-z0-9]+$", extension));
        Assert.Distinct(AudioFormat.Extensions);
    }

    [Theory]
    [InlineData("audio/gsm", ".gsm")]
    [InlineData("audio/ogg", ".ogg")]
    [InlineData("audio/x-new", ".audio")]
    public void Content_type_of_a_format_leads_back_to_it(string contentType, string extension)
    {
        var format = AudioFormat.Decide(Unknown, contentType, null)!;
        Assert.Equal(extension, format.Extension);
        Assert.Same(format, AudioFormat.Decide(Unknown, format.ContentType, null));
    }

    [Theory]
    [InlineData(" {\"a\":1}", true, false)]
    [InlineData("[1]", true, false)]
    [InlineData("{", true, false)]
    [InlineData("{a}", false, false)]
    [InlineData("\n<p>", false, true)]
    [InlineData("<", false, false)]
    [InlineData("a < b", false, false)]
    [InlineData("", false, false)]
    public void Json_and_html_are_recognized(string text, bool json, bool html)
    {
        Assert.Equal(json, BodyKind.IsJson(Encoding.UTF8.GetBytes(text)));
        Assert.Equal(html, BodyKind.IsHtml(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void Random_and_damaged_bytes_never_throw()
    {
        var random = Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf();
        byte[][] known = [.. Known.Select(static row => row.Data.Item2), .. Texts.Select(static row => row.Data)];
        var damaged =
            from sample in Gen.Elements(known)
            from length in Gen.Choose(0, sample.Length)
            from changes in Gen.Choose(0, 255).Two().ArrayOf()
            select Damage(sample[..length], changes);

        var inputs = from bytes in Gen.OneOf(random, damaged) from type in HostileText.Any from name in HostileText.Any select (bytes, type, name);
        HostileText.Check(inputs, 20_000, input =>
        {
            AudioFormat.Decide(input.bytes, input.type, input.name);
            var format = AudioFormat.Decide(input.bytes, "audio/" + input.type, input.name);
            Assert.True(format is null || AudioFormat.Extensions.Contains(format.Extension));
        });
    }

    /// <summary>Tells the compiler that a collection expression is an array of bytes.</summary>
    private static byte[] Bytes(byte[] bytes) => bytes;

    private static byte[] Damage(byte[] bytes, (int Position, int Value)[] changes)
    {
        foreach (var (position, value) in changes)
        {
            if (position < bytes.Length)
            {
                bytes[position] = (byte)value;
            }
        }

        return bytes;
    }
}
