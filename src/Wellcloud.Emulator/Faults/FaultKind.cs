namespace Wellcloud.Emulator.Faults;

/// <summary>What goes wrong. Members of <see cref="FaultRule"/> named in brackets are the kind's parameters.</summary>
public enum FaultKind
{
    /// <summary>A status [Status, 500], with the service's error body [Code, Message] or the given body [Body, ContentType].</summary>
    Status,

    /// <summary>Status 200 [Status] with an error code [Code, "500"; Message; ContentType] in a JSON body.</summary>
    CodeInBody,

    /// <summary>429 [Status] with Retry-After in seconds [Seconds, 1].</summary>
    RetryAfterSeconds,

    /// <summary>429 [Status] with Retry-After as a date, so many seconds ahead [Seconds, 1].</summary>
    RetryAfterDate,

    /// <summary>A delay [Delay] before the head.</summary>
    Delay,

    /// <summary>No head; the connection stays open.</summary>
    StallBeforeHeaders,

    /// <summary>The connection is closed before the head.</summary>
    CloseBeforeHeaders,

    /// <summary>The connection is reset before the head.</summary>
    ResetBeforeHeaders,

    /// <summary>The length is announced, and the connection closed in the middle of the body [Bytes or Fraction, 0.5].</summary>
    CutBody,

    /// <summary>No length, chunks, and the connection closed in the middle [Bytes or Fraction, 0.5] without the last chunk.</summary>
    CutChunked,

    /// <summary>The length is announced, and the connection reset in the middle of the body [Bytes or Fraction, 0.5].</summary>
    ResetMidBody,

    /// <summary>The length is announced, part of the body sent [Bytes or Fraction, 0.5], and then nothing until the reader gives up.</summary>
    StallBody,

    /// <summary>Chunked, so without a length.</summary>
    NoLength,

    /// <summary>Neither length nor chunks: the end of the connection ends the body, early where [Bytes or Fraction] says so.</summary>
    CloseDelimited,

    /// <summary>The announced length is wrong by [LengthError, 10] bytes: more than sent, or fewer when negative.</summary>
    WrongLength,

    /// <summary>The body trickles: [Bytes, 1024] at a time with a pause [Delay, 10 ms] after each.</summary>
    SlowBody,

    /// <summary>A requested range is ignored: 200 and the whole body. Applies only to requests with a Range.</summary>
    IgnoreRange,

    /// <summary>A requested range is refused: 416. Applies only to requests with a Range.</summary>
    RefuseRange,

    /// <summary>A requested range is answered wrongly [RangeError; Bytes, 1]. Applies only to requests with a Range.</summary>
    WrongRange,

    /// <summary>ETag and Last-Modified change with each request that the rule applies to.</summary>
    ChangeETag,

    /// <summary>A weak ETag.</summary>
    WeakETag,

    /// <summary>No ETag, no Last-Modified.</summary>
    NoValidator,

    /// <summary>No ETag, no Last-Modified, no Accept-Ranges.</summary>
    NoRangeSupport,

    /// <summary>A redirect [Status, 302; To; Location; Hops].</summary>
    Redirect,

    /// <summary>A page of HTML with status 200 [Status].</summary>
    Html,

    /// <summary>Status 200 [Status] and no body.</summary>
    Empty,

    /// <summary>The right body under another content type [ContentType, "text/plain"; "" for none].</summary>
    WrongContentType,

    /// <summary>A byte order mark before the body.</summary>
    Bom,

    /// <summary>The body in gzip, whether or not the request accepts it.</summary>
    Gzip,

    /// <summary>The body in deflate (zlib).</summary>
    Deflate,

    /// <summary>The body in Brotli.</summary>
    Brotli,

    /// <summary>The token of the request becomes invalid [When].</summary>
    ExpireToken,

    /// <summary>JSON that is invalid in the middle and ends correctly.</summary>
    BrokenJson,

    /// <summary>Rows wrapped as <c>{"root":[…],"total":n}</c>.</summary>
    WrappedRows,

    /// <summary>Rows with odd values: missing, null, empty, numbers as text, unknown fields, unreadable dates.</summary>
    GarbageRows,

    /// <summary>Each row twice.</summary>
    DuplicateRows,

    /// <summary>The given Content-Disposition [Body; Encoding, "utf-8"]; without [Body] no Content-Disposition.</summary>
    Disposition,

    /// <summary>The proxy refuses every password. Applies only to requests through the proxy.</summary>
    ProxyAuthentication,
}
