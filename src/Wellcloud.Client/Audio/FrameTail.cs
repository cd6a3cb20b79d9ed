using System.Buffers.Binary;
using Wellcloud.Client.Files;

namespace Wellcloud.Client.Audio;

/// <summary>Walks the frames of a file to its end.</summary>
internal static class FrameTail
{
    private const int Id3v1Length = 128;
    private const int ApeHeaderLength = 32;

    /// <summary>Whether the last frame is complete. Tags before, between and after the frames are allowed.</summary>
    public static TailVerdict Check(FileWindow file, AudioFrame.Reader read)
    {
        var frames = 0L;
        var position = 0L;
        while (position < file.Length)
        {
            var head = file.Read(position, ApeHeaderLength);
            if (read(head, out var frame))
            {
                position += frame.Length;
                frames++;
            }
            else if (TagLength(head) is var tag and > 0)
            {
                position += tag;
            }
            else
            {
                return frames > 0 && IsStart(head) ? TailVerdict.Cut : TailVerdict.Unknown;
            }
        }

        return position > file.Length ? TailVerdict.Cut : frames > 0 ? TailVerdict.Whole : TailVerdict.Unknown;
    }

    private static long TagLength(ReadOnlySpan<byte> head) =>
        head.StartsWith("TAG"u8) ? Id3v1Length
        : head.StartsWith("APETAGEX"u8) && head.Length == ApeHeaderLength
            ? ApeHeaderLength + (long)BinaryPrimitives.ReadUInt32LittleEndian(head.Slice(12))
        : AudioSignature.Id3Length(head);

    /// <summary>Whether the file ends within a header.</summary>
    private static bool IsStart(ReadOnlySpan<byte> rest) => rest.Length < AudioFrame.HeaderLength && rest[0] == 0xFF;
}
