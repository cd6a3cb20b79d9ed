namespace Wellcloud.Client.Files;

/// <summary>Reads as much as is wanted, where a stream may give less at a time.</summary>
internal static class StreamReading
{
    /// <summary>Fills a buffer, as far as the stream has bytes.</summary>
    /// <returns>The number of bytes read.</returns>
    public static int Fill(this Stream stream, byte[] buffer)
    {
        var length = 0;
        int read;
        while (length < buffer.Length && (read = stream.Read(buffer, length, buffer.Length - length)) > 0)
        {
            length += read;
        }

        return length;
    }

    /// <summary>Reads the next bytes; fewer than wanted only where the stream ends.</summary>
    public static async Task<byte[]> ReadUpToAsync(this Stream stream, int most, CancellationToken cancellationToken)
    {
        var buffer = new byte[most];
        var length = 0;
        int read;
        while (length < most && (read = await stream.ReadAsync(buffer, length, most - length, cancellationToken).ConfigureAwait(false)) > 0)
        {
            length += read;
        }

        return length == most ? buffer : buffer.AsSpan(0, length).ToArray();
    }
}
