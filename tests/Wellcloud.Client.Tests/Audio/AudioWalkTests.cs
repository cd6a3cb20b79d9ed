using FsCheck.Fluent;
using Wellcloud.Client.Audio;
using Xunit;

namespace Wellcloud.Client.Tests.Audio;

public sealed class AudioWalkTests
{
    private const double Mpeg1Frame = 1152.0 / 44100;
    private const double TelephoneFrame = 576.0 / 8000;

    /// <summary>Files and the length of their audio in seconds; null when the file does not reveal it.</summary>
    public static TheoryData<byte[], double?> Lengths => new()
    {
        // MP3
        { AudioSample.Mp3(1000), 1000 * Mpeg1Frame },
        { AudioSample.Mp3(1), Mpeg1Frame },
        { AudioSample.TelephoneMp3(500), 500 * TelephoneFrame },
        { AudioSample.Mpeg2(500), 500 * 576.0 / 22050 },
        { AudioSample.Layer2(500), 500 * 1152.0 / 48000 },
        { AudioSample.Variable(500), 500 * Mpeg1Frame },
        { Bytes([.. AudioSample.Id3(300), .. AudioSample.Mp3(50), .. AudioSample.Id3v1]), 50 * Mpeg1Frame },
        { Bytes([.. AudioSample.Mp3(50), .. AudioSample.Ape(200), .. AudioSample.Id3v1]), 50 * Mpeg1Frame },
        { Bytes([.. AudioSample.Index("Xing", 36), .. AudioSample.Variable(50)]), 50 * Mpeg1Frame },
        { Bytes([.. AudioSample.Id3(70_000), .. AudioSample.Index("Info", 21), .. AudioSample.Mp3(50)]), 50 * Mpeg1Frame },
        { Bytes([.. AudioSample.Index("VBRI", 36), .. AudioSample.Variable(50)]), 50 * Mpeg1Frame },
        { AudioSample.Index("Xing", 36), 0 },
        { Bytes([.. AudioSample.Mp3(20), .. new byte[5000], .. AudioSample.Mp3(30)]), 50 * Mpeg1Frame },
        { Bytes([.. AudioSample.Mp3(20), .. Enumerable.Repeat((byte)0xFF, 777), .. AudioSample.Mp3(30)]), 50 * Mpeg1Frame },
        { Bytes([.. AudioSample.Mp3(20), 0xFF, 0xFB, 0x90, 0x00, .. AudioSample.Mp3(30)]), 50 * Mpeg1Frame },
        { Bytes([.. AudioSample.Mp3(20), .. AudioSample.Id3(100), .. AudioSample.TelephoneMp3(30)]), (20 * Mpeg1Frame) + (30 * TelephoneFrame) },
        { Bytes([.. AudioSample.Mp3(20), .. AudioSample.TelephoneMp3(30)]), (20 * Mpeg1Frame) + (30 * TelephoneFrame) },
        { Bytes([.. AudioSample.Mp3(20), .. new byte[3_000_000]]), 20 * Mpeg1Frame },
        { AudioSample.Mp3(20)[..^1], 19 * Mpeg1Frame },
        { Bytes([.. AudioSample.Id3(300), 0xFF, 0xFB, 0x00, 0x00, .. new byte[400], .. AudioSample.Mp3(20)]), null },
        { AudioSample.Id3(300), null },

        // AAC
        { AudioSample.Adts(430), 430 * 1024.0 / 44100 },

        // WAV
        { Wave(1, 1, 8000, 16000, 16, 160_000), 10 },
        { Wave(1, 2, 8000, 8000, 16, 320_000), 10 },
        { Wave(6, 1, 8000, 8000, 8, 80_000), 10 },
        { Wave(7, 2, 8000, 16000, 8, 160_000), 10 },
        { Wave(0x11, 1, 8000, 4055, 4, 40_550), 10 },
        { Wave(0x31, 1, 8000, 1625, 0, 16_250), 10 },
        { AudioSample.Form(null, AudioSample.Fmt(0x55, 1, 8000, 0, 0), AudioSample.Chunk("fact", AudioSample.Little(80_000)), Data(20_000)), 10 },
        { AudioSample.Form(null, AudioSample.Fmt(0x55, 1, 8000, 0, 0), AudioSample.Chunk("fact", AudioSample.Little(80_000)), Data(20_000))[..^10_000], 5 },
        { AudioSample.Form(null, AudioSample.Fmt(0x55, 1, 8000, 0, 0), Data(20_000)), null },
        { AudioSample.Form(null, AudioSample.Chunk("LIST", new byte[101]), AudioSample.Fmt(1, 1, 8000, 0, 16), Data(16_000), AudioSample.Chunk("LIST", new byte[9000])), 1 },
        { AudioSample.Form(0, AudioSample.Fmt(1, 1, 8000, 16000, 16), Data(16_000, 0)), 1 },
        { AudioSample.Form(38, AudioSample.Fmt(1, 1, 8000, 16000, 16), Data(16_000, 0)), 1 },
        { AudioSample.Form(uint.MaxValue, AudioSample.Fmt(1, 1, 8000, 16000, 16), Data(16_000, uint.MaxValue)), 1 },
        { AudioSample.Form(0x7FFFFFFF, AudioSample.Fmt(1, 1, 8000, 16000, 16), Data(16_000, 0x7FFFFFDB)), 1 },
        { AudioSample.Form(null, AudioSample.Fmt(1, 1, 8000, 16000, 16), Data(0), AudioSample.Chunk("LIST", new byte[9000])), 0 },
        { Wave(1, 1, 8000, 16000, 16, 160_000)[..^80_000], 5 },
        { AudioSample.Form(null, Data(16_000)), null },
        { Wave(1, 0, 0, 0, 0, 1000), null },
        { BigEndianWave(), 1 },
        { LongWave(), 2 },

        // Others
        { Bytes([.. "#!AMR\n"u8, .. Repeat(50, 32, 0x3C), .. Repeat(25, 6, 0x44), .. Repeat(25, 1, 0x7C)]), 2 },
        { Bytes([.. "#!AMR-WB\n"u8, .. Repeat(100, 61, 0x44)]), 2 },
        { Bytes([.. "#!AMR\n"u8, .. Repeat(50, 32, 0x3C)])[..^1], 49 * 0.02 },
        { Bytes([.. "#!AMR_MC1.0\n"u8, .. new byte[400]]), null },
        { Bytes([.. "#!AMR\n"u8, .. Repeat(50, 32, 0x3C), 0x5C, 0]), null },
        { Bytes([.. ".snd"u8, .. AudioSample.Big(28), .. AudioSample.Big(uint.MaxValue), .. AudioSample.Big(1), .. AudioSample.Big(8000), .. AudioSample.Big(1), .. new byte[16_004]]), 2 },
        { Bytes([.. Ogg(2, 0, "OpusHead\u0001\u0001\u0000\u0000"), .. Ogg(0, 48_000, ""), .. Ogg(4, 144_000, "")]), 3 },
        { Bytes([.. Ogg(2, 0, "\u0001vorbis\0\0\0\0\u0001\u0040\u001f\0\0"), .. Ogg(4, 16_000, ""), .. Ogg(2, 0, "\u0001vorbis\0\0\0\0\u0001\u0040\u001f\0\0"), .. Ogg(4, 8_000, "")]), 3 },
        { Bytes([.. AudioSample.Mp4("M4A "), .. AudioSample.Big(116), .. "moov"u8, .. MovieHeader(8000, 24_000), .. AudioSample.Box("mdat", 70_000)]), 3 },
        { Bytes([.. AudioSample.Mp4("M4A "), .. AudioSample.Box("mdat", 70_000)]), null },
    };

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Length_is_the_same_however_the_bytes_are_split(byte[] file, double? seconds)
    {
        foreach (var chunk in new[] { file.Length, 1, 7, 1000, 4096, 65536 })
        {
            var length = Walk(file, Enumerable.Repeat(chunk, (file.Length / chunk) + 1)).Length?.TotalSeconds;
            Assert.Equal(seconds is null, length is null);
            Assert.Equal(seconds ?? 0, length ?? 0, 0.001);
        }
    }

    [Fact]
    public void Length_is_known_while_bytes_arrive()
    {
        var walk = AudioWalk.Begin(AudioFormat.Mp3)!;
        Assert.Null(walk.Length);
        for (var i = 1; i <= 10; i++)
        {
            walk.Append(AudioSample.Mp3(100));
            Assert.Equal(i * 100 * Mpeg1Frame, walk.Length!.Value.TotalSeconds, 0.001);
        }
    }

    [Fact]
    public void Formats_that_cannot_be_read_have_no_walk()
    {
        Assert.Null(AudioWalk.Begin(null));
        Assert.Null(AudioWalk.Begin(AudioFormat.Gsm));
        Assert.Null(AudioWalk.Begin(AudioFormat.Other));
    }

    [Fact]
    public void Damaged_file_is_judged_alike_however_its_bytes_are_split()
    {
        AudioFormat[] formats = [AudioFormat.Mp3, AudioFormat.Aac, AudioFormat.Wav, AudioFormat.Aiff, AudioFormat.Opus, AudioFormat.M4a, AudioFormat.Amr, AudioFormat.Au];
        byte[][] starts = [[], .. Lengths.Select(row => (byte[])((ITheoryDataRow)row).GetData()[0]!).Where(file => file.Length < 30_000), AudioSample.Aiff(100)];
        var inputs =
            from start in Gen.Elements(starts)
            from cut in Gen.Choose(0, start.Length)
            from damage in (from place in Gen.Choose(0, 1 << 16) from value in Gen.OneOf(Gen.Choose(0, 255), Gen.Elements(0, 127, 255)) select (place, value)).ArrayOf()
            from rest in Gen.OneOf(Gen.Choose(0, 255), Gen.Elements(0, 1, 255)).Select(value => (byte)value).ArrayOf()
            from other in Gen.Elements(starts)
            from pieces in Gen.OneOf(Gen.Choose(0, 20), Gen.Choose(0, 9000)).ArrayOf()
            select (file: Damage([.. start[..cut], .. rest, .. other], damage), pieces);

        HostileText.Check(inputs, 3000, input =>
        {
            foreach (var format in formats)
            {
                var whole = AudioWalk.Begin(format)!;
                whole.Append(input.file);
                var inPieces = Walk(input.file, input.pieces, format);
                Assert.Equal((whole.Length, whole.Tail), (inPieces.Length, inPieces.Tail));
                Assert.False(whole.Length < TimeSpan.Zero);
            }
        });
    }

    private static AudioWalk Walk(byte[] file, IEnumerable<int> pieces, AudioFormat? format = null)
    {
        var walk = AudioWalk.Begin(format ?? AudioFormat.Detect(file) ?? throw new InvalidOperationException("The sample is not audio."))!;
        var position = 0;
        foreach (var piece in pieces)
        {
            var count = Math.Min(piece, file.Length - position);
            walk.Append(file.AsSpan(position, count));
            position += count;
        }

        walk.Append(file.AsSpan(position));
        return walk;
    }

    private static byte[] Damage(byte[] file, (int Place, int Value)[] damage)
    {
        foreach (var (place, value) in damage.Where(_ => file.Length > 0))
        {
            // Damage has most effect in the first bytes, which are headers.
            file[place % Math.Min(file.Length, place % 2 == 0 ? 64 : file.Length)] = (byte)value;
        }

        return file;
    }

    /// <summary>Tells the compiler that a collection expression is an array of bytes.</summary>
    private static byte[] Bytes(byte[] bytes) => bytes;

    private static byte[] Data(int count, uint? size = null) => AudioSample.Chunk("data", new byte[count], size);

    private static byte[] Wave(ushort tag, ushort channels, uint rate, uint byteRate, ushort bits, int data) =>
        AudioSample.Form(null, AudioSample.Fmt(tag, channels, rate, byteRate, bits), Data(data));

    private static byte[] BigEndianWave() =>
    [
        .. "RIFX"u8, .. AudioSample.Big(16_036), .. "WAVEfmt "u8, .. AudioSample.Big(16), 0, 1, 0, 1, .. AudioSample.Big(8000), .. AudioSample.Big(16_000), 0, 2, 0, 16,
        .. "data"u8, .. AudioSample.Big(16_000), .. new byte[16_000],
    ];

    private static byte[] LongWave() =>
    [
        .. "RF64"u8, .. AudioSample.Little(uint.MaxValue), .. "WAVE"u8,
        .. AudioSample.Chunk("ds64", [.. AudioSample.Little(32_072), .. AudioSample.Little(0), .. AudioSample.Little(32_000), .. new byte[16]]),
        .. AudioSample.Fmt(1, 1, 8000, 16000, 16), .. "data"u8, .. AudioSample.Little(uint.MaxValue), .. new byte[32_000], .. AudioSample.Chunk("LIST", new byte[100]),
    ];

    private static byte[] Ogg(byte flags, uint granule, string start)
    {
        var page = AudioSample.Ogg(flags, 1, 60, start);
        AudioSample.Little(granule).CopyTo(page, 6);
        return page;
    }

    private static byte[] MovieHeader(uint scale, uint duration)
    {
        var box = AudioSample.Box("mvhd", 108);
        AudioSample.Big(scale).CopyTo(box, 20);
        AudioSample.Big(duration).CopyTo(box, 24);
        return box;
    }

    private static byte[] Repeat(int times, int length, byte first) => [.. Enumerable.Range(0, times * length).Select(i => i % length == 0 ? first : (byte)0x55)];
}
