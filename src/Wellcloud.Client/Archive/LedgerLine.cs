using System.Text.Json;
using Wellcloud.Client.Json;

namespace Wellcloud.Client.Archive;

/// <summary>One line of a ledger, taken apart in place. <c>docs/archive-format.md</c> has the format.</summary>
internal ref struct LedgerLine
{
    /// <summary>A row may be as deep as the reader's 64 levels, and is one level deeper here.</summary>
    private static readonly JsonReaderOptions _json = new() { MaxDepth = 65 };

    /// <summary>The number of the line, from 0.</summary>
    public long Sequence { get; private set; }

    /// <summary>The hash of the line before.</summary>
    public LedgerText Previous { get; private set; }

    /// <summary>When it was written.</summary>
    public DateTimeOffset Time { get; private set; }

    /// <summary>Which format it has: only where a run begins.</summary>
    public LedgerText Format { get; private set; }

    /// <summary>The offset of the times in the recordings that follow.</summary>
    public LedgerText UtcOffset { get; private set; }

    /// <summary>The recording.</summary>
    public LedgerText Id { get; private set; }

    /// <summary>What became of it.</summary>
    public SaveStatus Status { get; private set; }

    /// <summary>The file, below the archive and with slashes.</summary>
    public LedgerText Path { get; private set; }

    /// <summary>The size of the file.</summary>
    public long? Bytes { get; private set; }

    /// <summary>The digest of the file.</summary>
    public LedgerText Sha256 { get; private set; }

    private int Attempts { get; set; }

    private long ElapsedMilliseconds { get; set; }

    private LedgerText Error { get; set; }

    private ReadOnlySpan<byte> Recording { get; set; }

    /// <summary>Whether it is about a recording, and not the beginning of a run.</summary>
    public readonly bool IsDecision => Id.IsPresent;

    /// <summary>Whether there is a file.</summary>
    public readonly bool IsSaved => Status is SaveStatus.Saved or SaveStatus.Resumed;

    /// <summary>Takes a line apart.</summary>
    /// <param name="line">The line without its end.</param>
    /// <param name="whole">Whether to go on to its end: what an index needs comes first, up to the status, and the chain vouches for the rest.</param>
    /// <param name="parsed">The line.</param>
    /// <returns>False when it is no line of a ledger.</returns>
    public static bool TryParse(ReadOnlySpan<byte> line, bool whole, out LedgerLine parsed)
    {
        parsed = default;
        var taken = new LedgerLine { Sequence = -1 };
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
                if (!taken.TryTake(ref reader, line, ref hasStatus))
                {
                    return false;
                }

                if (!whole && hasStatus)
                {
                    break;
                }
            }

            // The end of the object, and nothing behind it.
            parsed = taken;
            return (!whole || (reader.TokenType == JsonTokenType.EndObject && !reader.Read()))
                && taken.Sequence >= 0 && taken.Previous.IsPresent && (taken.Format.IsPresent || (taken.Id.IsPresent && hasStatus));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The outcome that the line tells of.</summary>
    /// <param name="folder">The archive.</param>
    /// <param name="offset">The offset of the recording's times.</param>
    public readonly SavedRecording ToSaved(ArchiveFolder folder, TimeSpan offset)
    {
        var id = Id.ToString()!;
        var recording = RecordingJson.Read(Recording, offset, keepSource: false);
        return new()
        {
            Id = id,
            CallId = recording?.CallId,
            Path = Path.ToString() is { } path ? folder.FullPath(path) : null,
            Status = Status,
            Bytes = Bytes,
            Sha256 = Sha256.ToString(),
            Attempts = Attempts,
            Elapsed = TimeSpan.FromMilliseconds(ElapsedMilliseconds),
            Recording = recording,
            Error = Error.ToString(),
        };
    }

    private bool TryTake(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> line, scoped ref bool hasStatus)
    {
        if (reader.ValueTextEquals(LedgerName.Sequence))
        {
            Sequence = Number(ref reader) ?? -1;
        }
        else if (reader.ValueTextEquals(LedgerName.Previous))
        {
            Previous = Text(ref reader);
        }
        else if (reader.ValueTextEquals(LedgerName.Time))
        {
            Time = reader.Read() && reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var time) ? time : default;
        }
        else if (reader.ValueTextEquals(LedgerName.Id))
        {
            Id = Text(ref reader);
        }
        else if (reader.ValueTextEquals(LedgerName.Status))
        {
            hasStatus = LedgerName.TryReadStatus(Text(ref reader), out var status);
            Status = status;
            return hasStatus;
        }
        else if (reader.ValueTextEquals(LedgerName.Path))
        {
            Path = Text(ref reader);
        }
        else if (reader.ValueTextEquals(LedgerName.Bytes))
        {
            Bytes = Number(ref reader);
        }
        else if (reader.ValueTextEquals(LedgerName.Sha256))
        {
            Sha256 = Text(ref reader);
        }
        else
        {
            return TryTakeRest(ref reader, line);
        }

        return true;
    }

    private bool TryTakeRest(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> line)
    {
        if (reader.ValueTextEquals(LedgerName.Attempts))
        {
            Attempts = (int)(Number(ref reader) ?? 0);
        }
        else if (reader.ValueTextEquals(LedgerName.Elapsed))
        {
            ElapsedMilliseconds = Number(ref reader) ?? 0;
        }
        else if (reader.ValueTextEquals(LedgerName.Error))
        {
            Error = Text(ref reader);
        }
        else if (reader.ValueTextEquals(LedgerName.Format))
        {
            Format = Text(ref reader);
        }
        else if (reader.ValueTextEquals(LedgerName.UtcOffset))
        {
            UtcOffset = Text(ref reader);
        }
        else
        {
            var isRecording = reader.ValueTextEquals(LedgerName.Recording);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            Recording = isRecording ? line.Slice(start, (int)reader.BytesConsumed - start) : Recording;
        }

        return true;
    }

    private static LedgerText Text(scoped ref Utf8JsonReader reader)
    {
        reader.Read();
        return new(ref reader);
    }

    private static long? Number(scoped ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) ? number : null;
}
