using System.Text;

namespace Wellcloud.Fuzz;

/// <summary>Damages inputs, always in the same way for the same seed.</summary>
internal static class Mutation
{
    private static readonly byte[][] _pieces =
    [
        .. new[]
        {
            "../", "..\\", "/", "\\", ":", "\0", "CON", "nul.mp3", "%2e%2e", "{Id}", "{", "}", "{{", "filename*=", "UTF-8''", "\"", "\\u0000", "\\ud800",
            "[", "]", "{}", "null", "1e999", "-0", "\"id\":", "\"root\":", "\"total\":", "\r\n", "\u202E", "张三", "\U0001F600", " .", "PK\u0003\u0004", "PK\u0001\u0002", "PK\u0005\u0006",
            "RIFF", "ID3", "OggS", "ftyp", "moov", "<html>",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF, 0xFB, 0x90, 0x64], [0xFF, 0xFF, 0xFF, 0xFF], [0xEF, 0xBB, 0xBF], [0xC0, 0xAF], [0x81, 0x30], [0, 0, 0, 0], [0x80],
    ];

    public static byte[] Damage(IReadOnlyList<byte[]> samples, Random random)
    {
        var bytes = samples[random.Next(samples.Count)].ToList();
        for (var left = random.Next(1, 8); left > 0; left--)
        {
            var at = random.Next(bytes.Count + 1);
            var count = Math.Min(random.Next(1, 1 << random.Next(1, 8)), bytes.Count - at);
            switch (random.Next(7))
            {
                case 0 when at < bytes.Count:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1 when at < bytes.Count:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes.RemoveRange(at, count);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, count));
                    break;
                case 4:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 5:
                    var other = samples[random.Next(samples.Count)];
                    bytes.InsertRange(at, other[random.Next(other.Length + 1)..]);
                    break;
                default:
                    bytes.InsertRange(at, _pieces[random.Next(_pieces.Length)]);
                    break;
            }
        }

        return [.. bytes];
    }
}
