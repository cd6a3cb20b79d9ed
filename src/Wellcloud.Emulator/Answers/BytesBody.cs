using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text;

namespace Wellcloud.Emulator.Answers;

/// <summary>A body held in memory.</summary>
internal sealed class BytesBody(byte[] bytes) : AnswerBody
{
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override long? Length => bytes.Length;

    public static BytesBody Empty { get; } = new([]);

    public static BytesBody Of(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>Returns an error in the service's own form.</summary>
    public static BytesBody Error(string message, string code) => new(JsonSerializer.SerializeToUtf8Bytes(new { message, code }, s_json));

    public override async Task WriteAsync(PipeWriter output, CancellationToken ct)
    {
        await output.WriteAsync(bytes, ct).ConfigureAwait(false);
    }
}
