namespace Wellcloud.Client.Archive;

/// <summary>The names of the properties in a ledger.</summary>
internal static class LedgerName
{
    /// <summary>The name of the format.</summary>
    public static ReadOnlySpan<byte> KnownFormat => "wellcloud-archive/1"u8;

    public static ReadOnlySpan<byte> Sequence => "seq"u8;

    public static ReadOnlySpan<byte> Previous => "prev"u8;

    public static ReadOnlySpan<byte> Time => "time"u8;

    public static ReadOnlySpan<byte> Format => "format"u8;

    public static ReadOnlySpan<byte> Ledger => "ledger"u8;

    public static ReadOnlySpan<byte> Shard => "shard"u8;

    public static ReadOnlySpan<byte> UtcOffset => "utcOffset"u8;

    public static ReadOnlySpan<byte> NameTemplate => "nameTemplate"u8;

    public static ReadOnlySpan<byte> Id => "id"u8;

    public static ReadOnlySpan<byte> Status => "status"u8;

    public static ReadOnlySpan<byte> Path => "path"u8;

    public static ReadOnlySpan<byte> Bytes => "bytes"u8;

    public static ReadOnlySpan<byte> Sha256 => "sha256"u8;

    public static ReadOnlySpan<byte> AudioLength => "audioMs"u8;

    public static ReadOnlySpan<byte> ETag => "etag"u8;

    public static ReadOnlySpan<byte> LastModified => "lastModified"u8;

    public static ReadOnlySpan<byte> Attempts => "attempts"u8;

    public static ReadOnlySpan<byte> Elapsed => "elapsedMs"u8;

    public static ReadOnlySpan<byte> Error => "error"u8;

    public static ReadOnlySpan<byte> Code => "code"u8;

    public static ReadOnlySpan<byte> Reason => "reason"u8;

    public static ReadOnlySpan<byte> Again => "again"u8;

    public static ReadOnlySpan<byte> Since => "since"u8;

    public static ReadOnlySpan<byte> Recording => "recording"u8;

    /// <summary>Reads the status of a decision; false for any other text.</summary>
    public static bool TryReadStatus(LedgerText text, out SaveStatus status)
    {
        status = text.Is("Saved"u8) ? SaveStatus.Saved
            : text.Is("Resumed"u8) ? SaveStatus.Resumed
            : text.Is("Missing"u8) ? SaveStatus.Missing
            : text.Is("NotFound"u8) ? SaveStatus.NotFound
            : text.Is("Failed"u8) ? SaveStatus.Failed
            : text.Is("Removed"u8) ? SaveStatus.Removed
            : SaveStatus.Skipped;
        return status != SaveStatus.Skipped;
    }
}
