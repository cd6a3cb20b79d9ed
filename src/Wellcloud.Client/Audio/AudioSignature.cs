namespace Wellcloud.Client.Audio;

/// <summary>Recognizes audio files by their first bytes.</summary>
internal static class AudioSignature
{
    private const int Id3HeaderLength = 10;

    private static ReadOnlySpan<byte> Asf => [0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11];

    private static ReadOnlySpan<byte> Ebml => [0x1A, 0x45, 0xDF, 0xA3];

    /// <summary>Returns the format of a file by its first bytes; null when they do not tell.</summary>
    public static AudioFormat? Find(ReadOnlySpan<byte> head) => FindTagged(head) ?? FindContainer(head) ?? FindFrames(head);

    /// <summary>Returns the length of an ID3v2 tag at the start, header and footer included; 0 when there is none.</summary>
    public static int Id3Length(ReadOnlySpan<byte> head)
    {
        var isTag = head.Length >= Id3HeaderLength && head.StartsWith("ID3"u8) && head[3] is > 1 and < 16 && head[4] < 16
            && (head[6] | head[7] | head[8] | head[9]) < 0x80;
        if (!isTag)
        {
            return 0;
        }

        var footer = (head[5] & 0x10) != 0 ? Id3HeaderLength : 0;
        return Id3HeaderLength + ((head[6] << 21) | (head[7] << 14) | (head[8] << 7) | head[9]) + footer;
    }

    private static AudioFormat? FindTagged(ReadOnlySpan<byte> head)
    {
        var tag = Id3Length(head);
        return tag == 0 ? null
            : tag < head.Length ? FindContainer(head.Slice(tag)) ?? FindFrames(head.Slice(tag)) ?? AudioFormat.Mp3
            : AudioFormat.Mp3;
    }

    private static AudioFormat? FindContainer(ReadOnlySpan<byte> head) =>
        IsForm(head, "RIFF"u8, "WAVE"u8) || IsForm(head, "RF64"u8, "WAVE"u8) || IsForm(head, "BW64"u8, "WAVE"u8)
            || IsForm(head, "RIFX"u8, "WAVE"u8) ? AudioFormat.Wav
        : IsForm(head, "FORM"u8, "AIFF"u8) || IsForm(head, "FORM"u8, "AIFC"u8) ? AudioFormat.Aiff
        : head.StartsWith("OggS\0"u8) ? (head.IndexOf("OpusHead"u8) >= 0 ? AudioFormat.Opus : AudioFormat.Ogg)
        : head.StartsWith("fLaC"u8) ? AudioFormat.Flac
        : head.StartsWith("#!AMR-WB"u8) ? AudioFormat.AmrWb
        : head.StartsWith("#!AMR"u8) ? AudioFormat.Amr
        : head.StartsWith(".snd\0"u8) ? AudioFormat.Au
        : head.StartsWith("caff\0"u8) ? AudioFormat.Caf
        : head.StartsWith(Asf) ? AudioFormat.Wma
        : head.StartsWith(Ebml) ? (head.IndexOf("webm"u8) >= 0 ? AudioFormat.WebM : AudioFormat.Mka)
        : FindBrand(head);

    private static AudioFormat? FindBrand(ReadOnlySpan<byte> head)
    {
        if (!IsForm(head, "\0"u8, []) || !head.Slice(4).StartsWith("ftyp"u8))
        {
            return null;
        }

        var brand = head.Slice(8);
        var isPicture = brand.StartsWith("hei"u8) || brand.StartsWith("avi"u8) || brand.StartsWith("mif"u8) || brand.StartsWith("msf"u8);
        return isPicture ? null
            : brand.StartsWith("M4A"u8) || brand.StartsWith("M4B"u8) || brand.StartsWith("F4A"u8) ? AudioFormat.M4a
            : brand.StartsWith("3g"u8) ? AudioFormat.ThreeGp
            : AudioFormat.Mp4;
    }

    private static AudioFormat? FindFrames(ReadOnlySpan<byte> head) =>
        HasFrames(head, AudioFrame.TryReadMpeg) ? AudioFormat.Mp3
        : HasFrames(head, AudioFrame.TryReadAdts) ? AudioFormat.Aac
        : null;

    /// <summary>Whether there is a frame, and a second frame of the same stream if there are enough bytes: a single match may be chance.</summary>
    private static bool HasFrames(ReadOnlySpan<byte> head, AudioFrame.Reader read)
    {
        if (!read(head, out var first))
        {
            return false;
        }

        if (head.Length < first.Length + AudioFrame.HeaderLength)
        {
            return true;
        }

        var rest = head.Slice(first.Length);
        return read(rest, out var second) ? second.Stream == first.Stream : rest.StartsWith("TAG"u8) || rest.StartsWith("APETAGEX"u8);
    }

    private static bool IsForm(ReadOnlySpan<byte> head, ReadOnlySpan<byte> outer, ReadOnlySpan<byte> inner) =>
        head.Length >= 12 && head.StartsWith(outer) && head.Slice(8).StartsWith(inner);
}
