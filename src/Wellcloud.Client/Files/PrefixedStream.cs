namespace Wellcloud.Client.Files;

/// <summary>Returns the bytes that were read from a stream to detect its format, and then the rest of the stream.</summary>
internal sealed class PrefixedStream(byte[] prefix, Stream rest) : ReadOnlyStream
{
    private int _given;

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        _given < prefix.Length ? Task.FromResult(Give(buffer, offset, count)) : rest.ReadAsync(buffer, offset, count, cancellationToken);

    /// <summary>Reads synchronously, as the decompressing streams of .NET Framework do, on a thread of their own.</summary>
    public override int Read(byte[] buffer, int offset, int count) =>
        _given < prefix.Length ? Give(buffer, offset, count) : rest.Read(buffer, offset, count);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            rest.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Give(byte[] buffer, int offset, int count)
    {
        var given = Math.Min(count, prefix.Length - _given);
        Buffer.BlockCopy(prefix, _given, buffer, offset, given);
        _given += given;
        return given;
    }
}
