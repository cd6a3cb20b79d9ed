namespace Wellcloud.Client.Batch;

/// <summary>Bytes of a file at a place.</summary>
internal static class ZipBytes
{
    /// <summary>The last bytes, all of them if the file has fewer.</summary>
    public static byte[] Tail(this Stream file, int count) => file.Window(Math.Max(0, file.Length - count), count);

    /// <summary>Bytes from a position on; fewer where the file ends, none outside of it.</summary>
    public static byte[] Window(this Stream file, long position, int count)
    {
        if (position < 0 || position >= file.Length)
        {
            return [];
        }

        file.Position = position;
        var bytes = new byte[(int)Math.Min(count, file.Length - position)];
        var length = file.Fill(bytes, bytes.Length);
        return length == bytes.Length ? bytes : bytes.AsSpan(0, length).ToArray();
    }

    /// <summary>Reads until there is as much as asked for, or no more.</summary>
    public static int Fill(this Stream file, byte[] buffer, int count)
    {
        var length = 0;
        int read;
        while (length < count && (read = file.Read(buffer, length, count - length)) > 0)
        {
            length += read;
        }

        return length;
    }
}
