using Wellcloud.Client.Files;

namespace Wellcloud.Client.Batch;

/// <summary>Reads bytes at a position of a file.</summary>
internal static class ZipBytes
{
    /// <summary>Returns the last bytes; fewer when the file is shorter.</summary>
    public static byte[] Tail(this Stream file, int count) => file.Window(Math.Max(0, file.Length - count), count);

    /// <summary>Returns the bytes from a position on; fewer where the file ends, none outside it.</summary>
    public static byte[] Window(this Stream file, long position, int count)
    {
        if (position < 0 || position >= file.Length)
        {
            return [];
        }

        file.Position = position;
        var bytes = new byte[(int)Math.Min(count, file.Length - position)];
        var length = file.Fill(bytes);
        return length == bytes.Length ? bytes : bytes.AsSpan(0, length).ToArray();
    }
}
