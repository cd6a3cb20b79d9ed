using System.Text;

namespace Wellcloud.Emulator.Answers;

/// <summary>An answer to a request.</summary>
internal sealed record Answer
{
    public const string Json = "application/json;charset=utf-8";

    public required int Status { get; init; }

    public required AnswerBody Body { get; init; }

    /// <summary>Whether a known length is announced; otherwise the body is chunked.</summary>
    public bool AnnounceLength { get; init; } = true;

    /// <summary>Header fields other than those of framing.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The encoding of header fields when the answer is written directly to the connection.</summary>
    public Encoding HeaderEncoding { get; init; } = Encoding.Latin1;

    /// <summary>How to write the answer directly to the connection; null leaves it to the web server.</summary>
    public Delivery? Delivery { get; init; }

    public static Answer Of(int status, AnswerBody body, string contentType) =>
        new() { Status = status, Body = body, Headers = new Dictionary<string, string> { ["Content-Type"] = contentType } };

    /// <summary>Returns an error as the service words it.</summary>
    public static Answer Error(int status, string message, string? code = null) =>
        Of(status, BytesBody.Error(message, code ?? status.ToString(System.Globalization.CultureInfo.InvariantCulture)), Json);

    /// <summary>Returns the answer with a header field set, or removed when the value is null.</summary>
    public Answer With(string header, string? value)
    {
        var headers = new Dictionary<string, string>(Headers);
        headers.Remove(header);
        if (value is not null)
        {
            headers[header] = value;
        }

        return this with { Headers = headers };
    }
}
