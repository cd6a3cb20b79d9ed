namespace Wellcloud.Client.Files;

/// <summary>The byte order mark of UTF-8, which some servers put before JSON and JSON readers refuse.</summary>
internal static class ByteOrderMark
{
    private static ReadOnlySpan<byte> Utf8 => [0xEF, 0xBB, 0xBF];

    /// <summary>Returns a text without its mark.</summary>
    public static ReadOnlyMemory<byte> Skip(ReadOnlyMemory<byte> text) => text.Span.StartsWith(Utf8) ? text.Slice(Utf8.Length) : text;
}
