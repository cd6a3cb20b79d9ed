namespace Wellcloud.Client.Files;

/// <summary>Sees the bytes of a partial file while they are written, or read back from an earlier run.</summary>
internal interface IByteWatch
{
    /// <summary>Forgets all bytes: the file starts again.</summary>
    /// <param name="contentType">The content type of the bytes that follow; null when unknown.</param>
    public void Restart(string? contentType);

    /// <summary>Takes the next bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes);
}
