using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Wellcloud.Client.Files;
using Wellcloud.Client.Json;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Archive;

/// <summary>
/// Writes the ledger of one shard: a line for each decision, with the hash of the previous line. A line is passed to the operating system
/// at once, so that a killed process loses no line, and reaches the disk with the next <see cref="Flush"/>.
/// </summary>
internal sealed class Ledger : IDisposable
{
    private const string Milliseconds = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static readonly JsonWriterOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArchiveFolder _folder;
    private readonly Shard _shard;
    private readonly TimeProvider _time;
    private readonly string _path;
    private readonly FileStream _file;
    private readonly MemoryStream _line = new();
    private DateTimeOffset _latest;
    private long _sequence;

    private Ledger(ArchiveFolder folder, Shard shard, string path, FileStream file, LedgerTail tail, DateTimeOffset earliest, TimeProvider time)
    {
        (_folder, _shard, _path, _file, _time) = (folder, shard, path, file, time);
        (_sequence, Head, _latest) = (tail.Sequence, tail.Head ?? LedgerWalk.Genesis, earliest);
    }

    /// <summary>The hash of the last line.</summary>
    public string Head { get; private set; }

    /// <summary>Whether there are lines that may not be on the disk yet.</summary>
    public bool IsPending { get; private set; }

    /// <summary>Opens a ledger for appending. An incomplete last line, as after a power loss, is cut off.</summary>
    /// <param name="folder">The archive.</param>
    /// <param name="shard">The shard of the ledger.</param>
    /// <param name="tail">The end of the ledger.</param>
    /// <param name="earliest">A time later than every existing line. New lines get it while the clock shows an earlier time.</param>
    /// <param name="time">The clock.</param>
    public static Ledger Open(ArchiveFolder folder, Shard shard, LedgerTail tail, DateTimeOffset earliest, TimeProvider time)
    {
        var path = folder.LedgerOf(shard);
        FileStream? file = null;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 1);
            if (tail.IsTorn)
            {
                file.SetLength(tail.End);
            }

            file.Position = tail.End;
            ThrowIfChanged(file.Length, file.Position);
            return new Ledger(folder, shard, path, file, tail, earliest, time);
        }
        catch (Exception exception)
        {
            file?.Dispose();
            if (FileFault.IsFile(exception))
            {
                throw FileFault.Write(path, exception);
            }

            throw;
        }
    }

    /// <summary>
    /// Writes a header: the first line of a ledger, and of each run whose offset or template differs from the previous run's. Also the last
    /// line of a removal: version 1.0 would mistake a last line with an unknown status for an incomplete line, and cut it off.
    /// </summary>
    public void WriteHeader(TimeSpan offset, string? template) => WriteLine(writer =>
    {
        writer.WriteString(LedgerName.Format, LedgerName.KnownFormat);
        writer.WriteString(LedgerName.Ledger, Guid.NewGuid());
        writer.WriteString(LedgerName.Shard, _shard.ToString());
        writer.WriteString(LedgerName.UtcOffset, (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString(@"hh\:mm", CultureInfo.InvariantCulture));
        WriteOptional(writer, LedgerName.NameTemplate, template);
    });

    /// <summary>Appends a decision. Its file must already be on the disk.</summary>
    /// <param name="outcome">The decision. <see cref="SaveStatus.Skipped"/> means that the file stays as it is.</param>
    /// <param name="again">Why the recording was requested again; null when this is the first decision on it.</param>
    /// <param name="since">When the service was first found to have no file.</param>
    public void Append(SaveOutcome outcome, string? again = null, DateTimeOffset? since = null)
    {
        var result = outcome.Result;
        WriteLine(writer =>
        {
            writer.WriteString(LedgerName.Id, result.Id);
            writer.WriteString(LedgerName.Status, (result.Status is SaveStatus.Skipped ? SaveStatus.Saved : result.Status).ToString());
            if (result.Path is { } path)
            {
                writer.WriteString(LedgerName.Path, _folder.RelativePath(path));
                writer.WriteNumber(LedgerName.Bytes, result.Bytes ?? 0);
                writer.WriteString(LedgerName.Sha256, result.Sha256);
                if (result.AudioLength is { } audio)
                {
                    writer.WriteNumber(LedgerName.AudioLength, (long)audio.TotalMilliseconds);
                }
            }

            WriteOptional(writer, LedgerName.ETag, outcome.ETag);
            WriteOptional(writer, LedgerName.LastModified, outcome.LastModified is { } modified ? Format(modified, "yyyy-MM-dd'T'HH:mm:ss'Z'") : null);
            writer.WriteNumber(LedgerName.Attempts, result.Attempts);
            writer.WriteNumber(LedgerName.Elapsed, (long)result.Elapsed.TotalMilliseconds);
            WriteOptional(writer, LedgerName.Error, result.Error);
            if (outcome.Fault?.StatusCode is { } code)
            {
                writer.WriteNumber(LedgerName.Code, code);
            }

            WriteOptional(writer, LedgerName.Again, again);
            WriteOptional(writer, LedgerName.Since, since is { } first ? Format(first, Milliseconds) : null);
            if (result.Recording is { } recording)
            {
                writer.WritePropertyName(LedgerName.Recording);
                RecordingJson.Write(writer, recording);
            }
        });
    }

    /// <summary>Appends that the file of a recording was removed.</summary>
    /// <param name="saved">The line that listed the file.</param>
    /// <param name="reason">Why the file was removed.</param>
    public void AppendRemoved(ReadOnlySpan<byte> saved, string reason)
    {
        var line = saved.ToArray();
        WriteLine(writer =>
        {
            LedgerLine.TryParse(line, whole: true, out var parsed);
            writer.WriteString(LedgerName.Id, parsed.Id.ToString());
            writer.WriteString(LedgerName.Status, nameof(SaveStatus.Removed));
            writer.WriteString(LedgerName.Path, parsed.Path.ToString());
            writer.WriteNumber(LedgerName.Bytes, parsed.Bytes ?? 0);
            writer.WriteString(LedgerName.Sha256, parsed.Sha256.ToString());
            writer.WriteString(LedgerName.Reason, reason);
            if (!parsed.Recording.IsEmpty)
            {
                writer.WritePropertyName(LedgerName.Recording);
                writer.WriteRawValue(parsed.Recording, skipInputValidation: true);
            }
        });
    }

    /// <summary>Flushes all lines to the disk.</summary>
    public void Flush()
    {
        if (!IsPending)
        {
            return;
        }

        IsPending = false;
        try
        {
            _file.Flush(flushToDisk: true);
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            throw FileFault.Write(_path, exception);
        }

        // On Linux, writing succeeds even if the file has been deleted or replaced.
        var named = new FileInfo(_path);
        if (!named.Exists || named.Length != _file.Position)
        {
            throw FileFault.Write(_path, new IOException(Messages.LedgerChangedMeanwhile));
        }
    }

    public void Dispose()
    {
        _file.Dispose();
        _line.Dispose();
    }

    private static void WriteOptional(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private static string Format(DateTimeOffset time, string format) => time.UtcDateTime.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>Throws if another program has changed the ledger: a line after that program's bytes would damage both.</summary>
    private static void ThrowIfChanged(long length, long expected)
    {
        if (length != expected)
        {
            throw new IOException(Messages.LedgerChangedMeanwhile);
        }
    }

    private void WriteLine(Action<Utf8JsonWriter> write)
    {
        var now = _time.GetUtcNow();
        _latest = now > _latest ? now : _latest;
        _line.SetLength(0);
        using (var writer = new Utf8JsonWriter(_line, _json))
        {
            writer.WriteStartObject();
            writer.WriteNumber(LedgerName.Sequence, _sequence);
            writer.WriteString(LedgerName.Previous, Head);
            writer.WriteString(LedgerName.Time, Format(_latest, Milliseconds));
            write(writer);
            writer.WriteEndObject();
        }

        var line = ReplaceInvalidUtf8(_line.ToArray());
        var digest = new byte[Digest.Length];
        Digest.Hash(line, digest);
        try
        {
            AppendBytes([.. line, (byte)'\n']);
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            throw FileFault.Write(_path, exception);
        }

        (Head, IsPending) = (Digest.Hex(digest), true);
        _sequence++;
    }

    private void AppendBytes(byte[] bytes)
    {
        var end = _file.Position;
        ThrowIfChanged(_file.Length, end);
        try
        {
            _file.Write(bytes, 0, bytes.Length);
        }
        catch (IOException)
        {
            // A full disk may take a part of a line. Without it, the lines before remain a whole ledger.
            _file.SetLength(end);
            _file.Position = end;
            throw;
        }
    }

    /// <summary>Replaces invalid UTF-8 in the service's row: every JSON reader must be able to read a line.</summary>
    private static byte[] ReplaceInvalidUtf8(byte[] line)
    {
        var text = Encoding.UTF8.GetString(line);
        return text.IndexOf('\uFFFD') >= 0 ? Encoding.UTF8.GetBytes(text) : line;
    }
}
