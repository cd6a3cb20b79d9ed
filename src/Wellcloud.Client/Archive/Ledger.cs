using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Wellcloud.Client.Files;
using Wellcloud.Client.Json;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Archive;

/// <summary>
/// The ledger of one shard, being written: a line a decision, each with the hash of the line before. A line reaches the system at once,
/// so that the end of the process loses none, and the disk with the next <see cref="Flush"/>.
/// </summary>
internal sealed class Ledger : IDisposable
{
    private static readonly JsonWriterOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArchiveFolder _folder;
    private readonly TimeProvider _time;
    private readonly string _path;
    private readonly FileStream _file;
    private readonly MemoryStream _line = new();
    private DateTimeOffset _latest;
    private long _sequence;

    private Ledger(ArchiveFolder folder, string path, FileStream file, LedgerTail tail, DateTimeOffset earliest, TimeProvider time)
    {
        (_folder, _path, _file, _time) = (folder, path, file, time);
        (_sequence, Head, _latest) = (tail.Sequence, tail.Head ?? LedgerWalk.Genesis, earliest);
    }

    /// <summary>The hash of the last line.</summary>
    public string Head { get; private set; }

    /// <summary>Whether lines were written that may not be on the disk yet.</summary>
    public bool IsPending { get; private set; }

    /// <summary>Opens a ledger at its end; what a loss of power left behind that is cut off.</summary>
    /// <param name="folder">The archive.</param>
    /// <param name="shard">Whose ledger.</param>
    /// <param name="tail">Where it ends.</param>
    /// <param name="earliest">Later than every line anywhere: none is written with an earlier time, whatever the clock says.</param>
    /// <param name="client">Whose times are written.</param>
    public static Ledger Open(ArchiveFolder folder, Shard shard, LedgerTail tail, DateTimeOffset earliest, WellcloudClient client)
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
            var ledger = new Ledger(folder, path, file, tail, earliest, client.Time);
            if (tail.UtcOffset != client.UtcOffset)
            {
                ledger.Begin(shard, client.UtcOffset);
            }

            return ledger;
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

    /// <summary>Writes a decision down. Its file has to be on the disk already.</summary>
    public void Append(SaveOutcome outcome)
    {
        var result = outcome.Result;
        WriteLine(writer =>
        {
            writer.WriteString(LedgerName.Id, result.Id);
            writer.WriteString(LedgerName.Status, result.Status.ToString());
            if (result.Path is { } path)
            {
                writer.WriteString(LedgerName.Path, _folder.RelativePath(path));
                writer.WriteNumber(LedgerName.Bytes, result.Bytes ?? 0);
                writer.WriteString(LedgerName.Sha256, result.Sha256);
            }

            WriteOptional(writer, LedgerName.ETag, outcome.ETag);
            WriteOptional(writer, LedgerName.LastModified, outcome.LastModified?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            writer.WriteNumber(LedgerName.Attempts, result.Attempts);
            writer.WriteNumber(LedgerName.Elapsed, (long)result.Elapsed.TotalMilliseconds);
            WriteOptional(writer, LedgerName.Error, result.Error);
            if (result.Recording is { } recording)
            {
                writer.WritePropertyName(LedgerName.Recording);
                RecordingJson.Write(writer, recording);
            }
        });
    }

    /// <summary>Waits until all lines are on the disk.</summary>
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

        if (!File.Exists(_path))
        {
            // Some systems let a file be written that nobody will ever find.
            throw FileFault.Write(_path, new FileNotFoundException(Messages.LedgerRemoved));
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

    /// <summary>The first line of a ledger, and of every run with another offset than the run before.</summary>
    private void Begin(Shard shard, TimeSpan offset) => WriteLine(writer =>
    {
        writer.WriteString(LedgerName.Format, LedgerName.Version);
        writer.WriteString(LedgerName.Ledger, Guid.NewGuid());
        writer.WriteString(LedgerName.Shard, shard.ToString());
        writer.WriteString(LedgerName.UtcOffset, (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString(@"hh\:mm", CultureInfo.InvariantCulture));
    });

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
            writer.WriteString(LedgerName.Time, _latest.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            write(writer);
            writer.WriteEndObject();
        }

        var line = InUnicode(_line.ToArray());
        var digest = new byte[Digest.Length];
        Digest.Hash(line, digest);
        try
        {
            _file.Write([.. line, (byte)'\n'], 0, line.Length + 1);
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            throw FileFault.Write(_path, exception);
        }

        (Head, IsPending) = (Digest.Hex(digest), true);
        _sequence++;
    }

    /// <summary>A row of the service's that is no Unicode is made such: a line has to be JSON for every reader.</summary>
    private static byte[] InUnicode(byte[] line)
    {
        var text = Encoding.UTF8.GetString(line);
        return text.IndexOf('\uFFFD') >= 0 ? Encoding.UTF8.GetBytes(text) : line;
    }
}
