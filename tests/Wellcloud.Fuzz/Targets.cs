using System.IO.Compression;
using System.Text;
using Wellcloud.Client;
using Wellcloud.Client.Audio;
using Wellcloud.Client.Batch;
using Wellcloud.Client.Catalog;
using Wellcloud.Client.Json;
using Wellcloud.Client.Names;

namespace Wellcloud.Fuzz;

/// <summary>Everything in the engine that takes input from outside.</summary>
/// <param name="folder">Where archives may be unpacked, and nowhere else.</param>
internal sealed class Targets(string folder)
{
    private readonly string _inside = Path.Combine(folder, "inside");

    public IReadOnlyList<Target> All =>
    [
        new("listing", [.. Texts(
            """[{"id":"a1","callId":"c1","callDirection":"Inbound","startTime":"2016.07.07 16:08:23","callLength":10,"fileSize":"0","state":"Success","x":[1,{"y":null}]}]""",
            """{"root":[{"id":"\u5f20","agentName":"张三","callLength":1e2},null],"total":2}""",
            """{"message":"no","code":"500"}""")], Listing),
        new("disposition", [.. Texts("attachment; filename=\"a.mp3\"; filename*=UTF-8''%E5%BC%A0.mp3", "inline;filename=a\\\"b.wav", "attachment; filename=张三.mp3")], Disposition),
        new("template", [.. Texts("{StartTime:yyyy}/{StartTime:MMdd}/{DeviceId}_{Id}", "{{{AgentName}}}/{CallLength:D5}", "a\\b/{Id}")], Template),
        new("name", [.. Texts("8001@test.cc/20160707.mp3", "..\\..\\CON", "张三\u202E3pm.exe")], Name),
        new("audio", [Audio("ID3\u0003\0\0\0\0\0\0"), Audio("RIFF\u0010\0\0\0WAVEfmt "), Audio("OggS\0\u0002"), Audio("\0\0\0\u0018ftypM4A "), [0xFF, 0xFB, 0x90, 0x64, .. new byte[413]], Mp3(4), [.. Audio("ID3\u0003\0\0\0\0\u0002\0"), .. Mp3(3), .. Encoding.Latin1.GetBytes("TAG"), .. new byte[125]], [0xFF, 0xF1, 0x50, 0x80, 1, 0x1F, 0xFC]], AudioFile),
        new("headers", [.. Texts(
            "200\nContent-Type: application/json; charset=GBK\nContent-Encoding: gzip, UTF-8\nContent-Disposition: attachment; filename=\"a.mp3\"\n\n[{\"id\":\"a\"}]",
            "206\nContent-Range: bytes 100-199/200\nETag: W/\"x\"\nLast-Modified: Sun, 06 Nov 1994 08:49:37 GMT\nContent-Type: audio/mpeg\n\nID3",
            "503\nRetry-After: 120\nContent-Type: text/plain;charset='utf-16'\n\nbusy",
            "429\nRetry-After: Fri, 31 Dec 1999 23:59:59 GMT\nContent-Encoding: deflate\n\nx",
            "302\nLocation: http://service.invalid/录音?x=%E5\nContent-Length: 0\n\n",
            "307\nLocation: //elsewhere.invalid:99/..;/a\n\n",
            "401\nWWW-Authenticate: Basic realm=\"x\", Digest nonce=\"y\"\n\n{\"code\":\"401\",\"message\":\"no\"}",
            "407\nProxy-Authenticate: Basic realm=\"x\"\nProxy-Authenticate: NTLM\n\n")], HeaderTarget.Run),
        new("ledger", LedgerTarget.Samples, new LedgerTarget(_inside).Run),
        new("zip", [Zip("a/b.txt", "张三.mp3"), Zip("x"), Zip()], Unpack),
    ];

    private static IEnumerable<byte[]> Texts(params string[] texts) => texts.Select(Encoding.UTF8.GetBytes);

    private static byte[] Audio(string head) => [.. Encoding.Latin1.GetBytes(head), .. new byte[300]];

    /// <summary>Whole frames of 128 kbit/s, with something to play.</summary>
    private static byte[] Mp3(int frames) => [.. Enumerable.Repeat<byte[]>([0xFF, 0xFB, 0x90, 0x64, .. Enumerable.Repeat((byte)0x5A, 413)], frames).SelectMany(static frame => frame)];

    private static byte[] Zip(params string[] names)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in names)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write("some content, some content"u8);
            }
        }

        return bytes.ToArray();
    }

    private static void Listing(byte[] input)
    {
        try
        {
            using var body = new MemoryStream(input);
            ReadAsync(body).GetAwaiter().GetResult();
        }
        catch (WellcloudException fault) when (fault.Error is WellcloudError.InvalidResponse or WellcloudError.TruncatedResponse or WellcloudError.ServerError)
        {
            // An exception of the engine is expected.
        }

        static async Task ReadAsync(Stream body)
        {
            await foreach (var recording in new RowSequence(RecordingListing.ReadAsync(body, new(), default)))
            {
                _ = (recording.Id.Length, recording.Duration, recording.Date, NameTemplate.Default.NameFor(recording));
            }
        }
    }

    private void Disposition(byte[] input)
    {
        if (ContentDispositionName.Read(Encoding.Latin1.GetString(input)) is { } name)
        {
            AssertInside(SafePath.Combine(_inside, SafeSegment.From(name)));
        }
    }

    private void Template(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        try
        {
            var template = NameTemplate.Parse(text);
            AssertInside(SafePath.Combine(_inside, template.NameFor(new() { Id = text, AgentName = text, DeviceId = "..", FileName = text })));
        }
        catch (ArgumentException)
        {
            // Not a template.
        }
        catch (WellcloudException fault) when (fault.Error is WellcloudError.UnsafePath)
        {
            // Refused.
        }
    }

    private void Name(byte[] input)
    {
        try
        {
            AssertInside(SafePath.ForEntry(_inside, Encoding.UTF8.GetString(input)));
        }
        catch (WellcloudException fault) when (fault.Error is WellcloudError.UnsafePath)
        {
            // Refused.
        }
    }

    private void AudioFile(byte[] input)
    {
        if (AudioFormat.Decide(input, "audio/mpeg", "a.mp3") is { } format)
        {
            var walk = AudioWalk.Begin(format);
            walk?.Append(input);
            _ = (walk?.Length, walk?.Tail);
        }

        // A catalogue reads the file itself.
        var file = Path.Combine(folder, "audio");
        File.WriteAllBytes(file, input);
        Waveform.Read(file, stackalloc byte[Waveform.Bytes]);
        File.Delete(file);
    }

    private void Unpack(byte[] input)
    {
        Directory.CreateDirectory(_inside);
        try
        {
            using var file = new MemoryStream(input);
            foreach (var _ in new BatchUnpacking(ZipDirectory.Read(file, CancellationToken.None), _inside, true).Run(Path.Combine(_inside, "all.zip"), CancellationToken.None))
            {
            }
        }
        catch (InvalidDataException)
        {
            // Not a zip.
        }

        if (Directory.GetFileSystemEntries(folder) is not [var only] || only != _inside)
        {
            throw new InvalidOperationException("Something is outside of the folder.");
        }

        Directory.Delete(_inside, recursive: true);
    }

    private void AssertInside(string path)
    {
        if (Path.GetFullPath(path) != path || !path.StartsWith(_inside + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"Outside of the folder: {path}");
        }
    }
}
