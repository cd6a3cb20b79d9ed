using System.Buffers.Binary;
using System.Buffers.Text;
using System.IO.Pipelines;
using System.Security.Cryptography;
using Wellcloud.Emulator.Tenant;

namespace Wellcloud.Emulator.Audio;

/// <summary>
/// The audio of recordings: MP3 that plays, computed at any offset, so that a body of any size takes no memory.
/// A file is an ID3v2.3 tag with the recording's id, then frames; every recording has bytes of its own.
/// </summary>
public sealed class EmulatedAudio
{
    /// <summary>The smallest size of an audio file.</summary>
    public const int Minimum = 256;

    private const int PlainTag = 128;
    private const int Piece = 64 * 1024;
    private readonly long? _fixedBytes;

    internal EmulatedAudio(long? fixedBytes)
    {
        if (fixedBytes is { } bytes)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(bytes, Minimum, nameof(EmulatorOptions.AudioBytes));
        }

        _fixedBytes = fixedBytes;
    }

    // Padding in the tag makes up the fixed size.
    private int TagLength => PlainTag + (int)(((_fixedBytes ?? PlainTag) - PlainTag) % Mp3Frames.Size);

    /// <summary>Returns the size in bytes of a recording's audio, even if its state is failed.</summary>
    public long Length(EmulatedRecording recording) =>
        _fixedBytes ?? PlainTag + (((recording.CallLength * 1000L) + Mp3Frames.Size - 1) / Mp3Frames.Size * Mp3Frames.Size);

    /// <summary>Writes the bytes from <paramref name="from"/> up to and without <paramref name="to"/>.</summary>
    public async Task WriteAsync(EmulatedRecording recording, PipeWriter output, long from, long to, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        for (var at = from; at < to;)
        {
            var count = (int)Math.Min(Piece, to - at);
            Fill(recording, at, output.GetSpan(count)[..count]);
            output.Advance(count);
            at += count;
            var flushed = await output.FlushAsync(ct).ConfigureAwait(false);
            if (flushed.IsCompleted)
            {
                return;
            }
        }
    }

    /// <summary>Writes the bytes to a stream.</summary>
    public async Task WriteAsync(EmulatedRecording recording, Stream output, long from, long to, CancellationToken ct = default)
    {
        var pipe = PipeWriter.Create(output, new StreamPipeWriterOptions(leaveOpen: true));
        await WriteAsync(recording, pipe, from, to, ct).ConfigureAwait(false);
        await pipe.CompleteAsync().ConfigureAwait(false);
    }

    /// <summary>Returns the bytes from <paramref name="from"/> up to and without <paramref name="to"/>, by default all of them.</summary>
    public byte[] Bytes(EmulatedRecording recording, long from = 0, long? to = null)
    {
        var bytes = new byte[(to ?? Length(recording)) - from];
        Fill(recording, from, bytes);
        return bytes;
    }

    /// <summary>Returns the SHA-256 of the whole audio, in lower-case hexadecimal.</summary>
    public string Sha256(EmulatedRecording recording)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var piece = new byte[Piece];
        var length = Length(recording);
        for (long at = 0; at < length; at += Piece)
        {
            var part = piece.AsSpan(0, (int)Math.Min(Piece, length - at));
            Fill(recording, at, part);
            hash.AppendData(part);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private void Fill(EmulatedRecording recording, long from, Span<byte> room)
    {
        var tag = TagLength;
        if (from < tag)
        {
            Span<byte> whole = stackalloc byte[tag];
            WriteTag(recording, whole);
            var part = whole.Slice((int)from, (int)Math.Min(tag - from, room.Length));
            part.CopyTo(room);
            room = room[part.Length..];
            from = tag;
        }

        FillFrames(recording, from - tag, room);
    }

    private static void FillFrames(EmulatedRecording recording, long from, Span<byte> room)
    {
        Span<byte> template = stackalloc byte[Mp3Frames.Size];
        Span<byte> single = stackalloc byte[Mp3Frames.Size];
        var frames = new Mp3Frames(template, KeyOf(recording));
        var (number, within) = Math.DivRem(from, Mp3Frames.Size);
        while (!room.IsEmpty)
        {
            if (within == 0 && room.Length >= Mp3Frames.Size)
            {
                frames.Write(number++, room);
                room = room[Mp3Frames.Size..];
                continue;
            }

            frames.Write(number++, single);
            var part = single[(int)within..];
            part = part[..Math.Min(part.Length, room.Length)];
            part.CopyTo(room);
            room = room[part.Length..];
            within = 0;
        }
    }

    private static void WriteTag(EmulatedRecording recording, Span<byte> tag)
    {
        const int TitleBytes = 1 + 36;
        tag.Clear();
        "ID3\u0003\0\0"u8.CopyTo(tag);
        var size = tag.Length - 10;
        tag[8] = (byte)(size >> 7);
        tag[9] = (byte)(size & 0x7F);
        "TIT2"u8.CopyTo(tag[10..]);
        BinaryPrimitives.WriteInt32BigEndian(tag[14..], TitleBytes);
        Utf8Formatter.TryFormat(recording.Guid, tag[21..], out _);
    }

    private static ulong KeyOf(EmulatedRecording recording)
    {
        Span<byte> id = stackalloc byte[16];
        recording.Guid.TryWriteBytes(id);
        return Draw.Mix(BinaryPrimitives.ReadUInt64LittleEndian(id) ^ BinaryPrimitives.ReadUInt64LittleEndian(id[8..]));
    }
}
