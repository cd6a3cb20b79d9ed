using System.Globalization;
using System.Text.Json;
using Wellcloud.Client.Audio;
using Wellcloud.Client.Json;

namespace Wellcloud.Client.Archive;

/// <summary>One line of a ledger, parsed in place. <c>docs/archive-format.md</c> describes the format.</summary>
internal ref struct LedgerLine
{
    /// <summary>A row may have 64 levels, and the line adds one.</summary>
    private static readonly JsonReaderOptions _json = new() { MaxDepth = 65 };

    /// <summary>More than a TimeSpan can hold would be damage.</summary>
    private const long MaximumMilliseconds = long.MaxValue / TimeSpan.TicksPerMillisecond;

    /// <summary>The number of the line, from 0.</summary>
    public long Sequence { get; private set; }

    /// <summary>The hash of the previous line.</summary>
    public LedgerText Previous { get; private set; }

    /// <summary>The time of the line.</summary>
    public DateTimeOffset Time { get; private set; }

    /// <summary>The format of the ledger. Only a header has it.</summary>
    public LedgerText Format { get; private set; }

    /// <summary>The offset of the times in the following recordings. Only a header has it.</summary>
    public TimeSpan? UtcOffset { get; private set; }

    /// <summary>The template for the names of the following files. Only a header has it; those of version 1.0 do not.</summary>
    public LedgerText NameTemplate { get; private set; }

    /// <summary>The id of the recording.</summary>
    public LedgerText Id { get; private set; }

    /// <summary>The decision.</summary>
    public SaveStatus Status { get; private set; }

    /// <summary>The path of the file, relative to the archive, with slashes.</summary>
    public LedgerText Path { get; private set; }

    /// <summary>The size of the file in bytes.</summary>
    public long? Bytes { get; private set; }

    /// <summary>The SHA-256 of the file.</summary>
    public LedgerText Sha256 { get; private set; }

    /// <summary>The strong ETag of the file.</summary>
    public LedgerText ETag { get; private set; }

    /// <summary>When the audio was last changed, according to the service.</summary>
    public DateTimeOffset? LastModified { get; private set; }

    /// <summary>Why there is no file.</summary>
    public LedgerText Error { get; private set; }

    /// <summary>The service's own code for the error. Version 1.0 did not write it.</summary>
    public long? Code { get; private set; }

    /// <summary>Why the file was removed.</summary>
    public LedgerText Reason { get; private set; }

    /// <summary>When the service was first found to have no file; null when that was this decision.</summary>
    public DateTimeOffset? Since { get; private set; }

    /// <summary>The row as the service sent it; empty when there is none.</summary>
    public ReadOnlySpan<byte> Recording { get; private set; }

    private long? AudioMilliseconds { get; set; }

    private int Attempts { get; set; }

    private long ElapsedMilliseconds { get; set; }

    /// <summary>Whether the line is a decision on a recording, not a header.</summary>
    public readonly bool IsDecision => Id.IsPresent;

    /// <summary>Whether the recording has a file.</summary>
    public readonly bool IsSaved => Status.HasFile();

    /// <summary>Parses a line.</summary>
    /// <param name="line">The line without its line feed.</param>
    /// <param name="whole">Whether to read to the end of the line. An index needs only the properties up to the status; the hash chain proves the rest.</param>
    /// <param name="parsed">The line.</param>
    /// <returns>False when the bytes are not a line of a ledger.</returns>
    public static bool TryParse(ReadOnlySpan<byte> line, bool whole, out LedgerLine parsed)
    {
        parsed = default;
        var result = new LedgerLine { Sequence = -1 };
        try
        {
            var reader = new Utf8JsonReader(line, _json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            var hasStatus = false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (!result.TryReadProperty(ref reader, line, ref hasStatus))
                {
                    return false;
                }

                if (!whole && hasStatus)
                {
                    break;
                }
            }

            // Nothing may follow the object.
            parsed = result;
            return (!whole || (reader.TokenType == JsonTokenType.EndObject && !reader.Read()))
                && result.Sequence >= 0 && result.Previous.IsPresent && (result.Format.IsPresent || (result.Id.IsPresent && hasStatus));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Returns the recorded outcome.</summary>
    /// <param name="folder">The archive.</param>
    /// <param name="offset">The offset of the recording's times.</param>
    public readonly SavedRecording ToSaved(ArchiveFolder folder, TimeSpan offset)
    {
        var id = Id.ToString()!;
        var path = IsSaved ? Path.ToString() : null;
        var recording = RecordingJson.Read(Recording, offset, keepSource: false);
        return new()
        {
            Id = id,
            CallId = recording?.CallId,
            Path = path is null ? null : folder.FullPath(path),
            Status = Status,
            Bytes = IsSaved ? Bytes : null,
            Sha256 = Sha256.ToString(),
            AudioFormat = AudioFormat.FindByName(path)?.Name,
            AudioLength = AudioMilliseconds is >= 0 and <= MaximumMilliseconds and { } audio ? TimeSpan.FromMilliseconds(audio) : null,
            Attempts = Attempts,
            Elapsed = ElapsedMilliseconds is >= 0 and <= MaximumMilliseconds ? TimeSpan.FromMilliseconds(ElapsedMilliseconds) : TimeSpan.Zero,
            Recording = recording,
            Error = Error.ToString() ?? Reason.ToString(),
        };
    }

    private bool TryReadProperty(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> line, scoped ref bool hasStatus)
    {
        if (reader.ValueTextEquals(LedgerName.Sequence))
        {
            Sequence = ReadNumber(ref reader) ?? -1;
        }
        else if (reader.ValueTextEquals(LedgerName.Previous))
        {
            Previous = ReadText(ref reader);
        }
        else if (reader.ValueTextEquals(LedgerName.Time))
        {
            Time = ReadTime(ref reader) ?? default;
        }
        else if (reader.ValueTextEquals(LedgerName.Id))
        {
            Id = ReadText(ref reader);
        }
        else if (reader.ValueTextEquals(LedgerName.Status))
        {
            hasStatus = LedgerName.TryReadStatus(ReadText(ref reader), out var status);
            Status = status;
            return hasStatus;
        }
        else if (reader.ValueTextEquals(LedgerName.Path))
        {
            Path = ReadText(ref reader);
        }
        else if (reader.ValueTextEquals(LedgerName.Bytes))
        {
            Bytes = ReadNumber(ref reader);
        }
        else if (reader.ValueTextEquals(LedgerName.Sha256))
        {
            Sha256 = ReadText(ref reader);
        }
        else
        {
            ReadOther(ref reader, line);
        }

        return true;
    }

    private void ReadOther(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> line)
    {
        if (reader.ValueTextEquals(LedgerName.AudioLength))
        {
            AudioMilliseconds = ReadNumber(ref reader);
        }
        else if (reader.ValueTextEquals(LedgerName.Attempts))
        {
            Attempts = (int)(ReadNumber(ref reader) ?? 0);
        }
        else if (reader.ValueTextEquals(LedgerName.Elapsed))
        {
            ElapsedMilliseconds = ReadNumber(ref reader) ?? 0;
        }
        else if (reader.ValueTextEquals(LedgerName.Error))
        {
            Error = ReadText(ref reader);
        }
        else if (reader.ValueTextEquals(LedgerName.ETag))
        {
            ETag = ReadText(ref reader);
        }
        else if (reader.ValueTextEquals(LedgerName.LastModified))
        {
            LastModified = ReadTime(ref reader);
        }
        else if (reader.ValueTextEquals(LedgerName.Code))
        {
            Code = ReadNumber(ref reader);
        }
        else if (reader.ValueTextEquals(LedgerName.Reason))
        {
            Reason = ReadText(ref reader);
        }
        else if (reader.ValueTextEquals(LedgerName.Since))
        {
            Since = ReadTime(ref reader);
        }
        else if (!TryReadHeader(ref reader))
        {
            var isRecording = reader.ValueTextEquals(LedgerName.Recording);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            Recording = isRecording ? line.Slice(start, (int)reader.BytesConsumed - start) : Recording;
        }
    }

    private bool TryReadHeader(scoped ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals(LedgerName.Format))
        {
            Format = ReadText(ref reader);
        }
        else if (reader.ValueTextEquals(LedgerName.UtcOffset))
        {
            UtcOffset = ReadOffset(ref reader);
        }
        else if (reader.ValueTextEquals(LedgerName.NameTemplate))
        {
            NameTemplate = ReadText(ref reader);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static DateTimeOffset? ReadTime(scoped ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var time) ? time : null;

    private static LedgerText ReadText(scoped ref Utf8JsonReader reader)
    {
        reader.Read();
        return new(ref reader);
    }

    private static TimeSpan? ReadOffset(scoped ref Utf8JsonReader reader)
    {
        var text = ReadText(ref reader).ToString();
        return text is { Length: 6 } && TimeSpan.TryParseExact(text.Substring(1), @"hh\:mm", CultureInfo.InvariantCulture, out var offset)
            ? text[0] == '-' ? -offset : offset
            : null;
    }

    private static long? ReadNumber(scoped ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) ? number : null;
}
