using System.Buffers.Binary;
using Wellcloud.Client.Files;

namespace Wellcloud.Client.Audio;

/// <summary>Tells by the structure of its format whether a file of unknown length is complete.</summary>
/// <remarks>
/// A file that was cut between two units looks complete. Only headers are read, through one buffer;
/// a file with an unexpected structure is <see cref="TailVerdict.Unknown"/> and never <see cref="TailVerdict.Cut"/>.
/// </remarks>
internal static class AudioTail
{
    /// <summary>Checks a file from its start. Leaves the position undefined.</summary>
    public static TailVerdict Check(Stream file, AudioFormat format)
    {
        var window = new FileWindow(file);
        return format.Name switch
        {
            "wav" or "aiff" => CheckForm(window),
            "mp3" => FrameTail.Check(window, AudioFrame.TryReadMpeg),
            "aac" => FrameTail.Check(window, AudioFrame.TryReadAdts),
            "ogg" or "opus" => CheckOgg(window),
            "m4a" or "mp4" or "3gp" => CheckBoxes(window),
            _ => TailVerdict.Unknown,
        };
    }

    /// <summary>Checks a file that is one chunk, as RIFF and FORM are.</summary>
    private static TailVerdict CheckForm(FileWindow file)
    {
        var head = file.Read(0, 28);
        if (head.Length < 28)
        {
            return TailVerdict.Cut;
        }

        var size = head.StartsWith("RIFX"u8) || head.StartsWith("FORM"u8)
            ? BinaryPrimitives.ReadUInt32BigEndian(head.Slice(4))
            : BinaryPrimitives.ReadUInt32LittleEndian(head.Slice(4));
        var isLong = !head.StartsWith("RIFF"u8) && size == uint.MaxValue && head.Slice(12).StartsWith("ds64"u8);
        var end = 8 + (isLong ? (decimal)BinaryPrimitives.ReadUInt64LittleEndian(head.Slice(20)) : size);

        // Writers that cannot seek back leave 0 or a number near the maximum.
        var isStreamed = !isLong && size is 0 or >= 0x7FFF_0000;
        return end == file.Length || end + 1 == file.Length ? TailVerdict.Whole
            : isStreamed || end < file.Length ? TailVerdict.Unknown
            : TailVerdict.Cut;
    }

    private static TailVerdict CheckOgg(FileWindow file)
    {
        const int HeaderLength = 27;
        const int EndOfStream = 4;
        var isEnd = false;
        for (var position = 0L; position < file.Length;)
        {
            var header = file.Read(position, HeaderLength + 255);
            if (!header.StartsWith("OggS"u8))
            {
                return "OggS"u8.StartsWith(header) ? TailVerdict.Cut : TailVerdict.Unknown;
            }

            var next = position;
            if (header.Length >= HeaderLength && header.Length >= HeaderLength + header[26])
            {
                isEnd = (header[5] & EndOfStream) != 0;
                next += HeaderLength + header[26];
                foreach (var segment in header.Slice(HeaderLength, header[26]))
                {
                    next += segment;
                }
            }

            if (next == position || next > file.Length)
            {
                return TailVerdict.Cut;
            }

            position = next;
        }

        // Without the end mark, pages may be missing, or the writer does not set it.
        return isEnd ? TailVerdict.Whole : TailVerdict.Unknown;
    }

    private static TailVerdict CheckBoxes(FileWindow file)
    {
        var hasIndex = false;
        for (var position = 0L; position < file.Length;)
        {
            var header = file.Read(position, 16);
            if (header.Length < 8)
            {
                return TailVerdict.Cut;
            }

            var size32 = BinaryPrimitives.ReadUInt32BigEndian(header);
            if (size32 == 1 && header.Length < 16)
            {
                return TailVerdict.Cut;
            }

            var size = size32 == 1 ? BinaryPrimitives.ReadUInt64BigEndian(header.Slice(8)) : size32;
            if (size < 8)
            {
                return TailVerdict.Unknown; // 0 means "to the end of the file"; 1 to 7 are not valid
            }

            hasIndex |= header.Slice(4).StartsWith("moov"u8);
            if (size > (ulong)(file.Length - position))
            {
                return TailVerdict.Cut;
            }

            position += (long)size;
        }

        return hasIndex ? TailVerdict.Whole : TailVerdict.Cut;
    }
}
