using System.Text;

namespace Wellcloud.Emulator.Answers;

/// <summary>An answer before it is sent.</summary>
internal sealed record Answer
{
    public const string Json = "application/json;charset=utf-8";

    public required int Status { get; init; }

    public required AnswerBody Body { get; init; }

    /// <summary>Whether the body's length, where known, is announced; else the body is chunked.</summary>
    public bool AnnounceLength { get; init; } = true;

    /// <summary>Header fields other than those of framing.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>How the header fields turn into bytes when the answer is sent by hand.</summary>
    public Encoding HeaderEncoding { get; init; } = Encoding.Latin1;

    /// <summary>How to send it by hand; null leaves that to the web server.</summary>
    public Delivery? Delivery { get; init; }

    public static Answer Of(int status, AnswerBody body, string contentType) =>
        new() { Status = status, Body = body, Headers = new Dictionary<string, string> { ["Content-Type"] = contentType } };

    /// <summary>An error as the service words it.</summary>
    public static Answer Error(int status, string message, string? code = null) =>
        Of(status, BytesBody.Error(message, code ?? status.ToString(System.Globalization.CultureInfo.InvariantCulture)), Json);

    /// <summary>The same answer with a header field set, or taken away when the value is null.</summary>
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
