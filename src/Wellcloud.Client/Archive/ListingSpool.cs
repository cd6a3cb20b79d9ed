using Wellcloud.Client.Files;
using Wellcloud.Client.Http;
using Wellcloud.Client.Json;

namespace Wellcloud.Client.Archive;

/// <summary>
/// The wanted part of the listing, as a whole and each recording once, in a temporary file: taken at network speed, so that nothing is decided
/// on half a listing and the service's connection is not held open for as long as the audio takes.
/// </summary>
internal sealed class ListingSpool : IDisposable
{
    private const int BufferSize = 256 * 1024;

    private readonly WellcloudClient _client;
    private readonly FileStream _file;
    private readonly BufferedStream _rows;
    private readonly HashSet<TextKey> _ids = [];

    private ListingSpool(WellcloudClient client, RecordingFilter? filter)
    {
        _client = client;
        _file = TemporaryFile.Create();
        _rows = new BufferedStream(_file, BufferSize);
        NotListed = new(filter?.Id?.Literals ?? [], StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>How many recordings there are.</summary>
    public int Count => _ids.Count;

    /// <summary>Ids that the filter asks for by name and that are not in the listing.</summary>
    public HashSet<string> NotListed { get; }

    /// <summary>Takes the listing. One that breaks off is asked for again as a whole, since nothing was decided on it.</summary>
    /// <exception cref="WellcloudException">There is no whole listing to be had.</exception>
    public static async Task<ListingSpool> FillAsync(WellcloudClient client, RecordingFilter? filter, Shard shard, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var spool = Create(client, filter);
            TimeSpan pause;
            try
            {
                await spool.DrainAsync(filter, shard, cancellationToken).ConfigureAwait(false);
                return spool;
            }
            catch (WellcloudException fault) when (spool.Count > 0 && client.Retry.PauseAfter(attempt, fault) is { } wanted)
            {
                // Faults before the first row were tried again by the client itself.
                pause = wanted;
                spool.Dispose();
                client.Observer?.Report(fault.Message);
            }
            catch
            {
                spool.Dispose();
                throw;
            }

            await client.Time.PauseAsync(pause, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads the recordings back, each with the row that the service sent.</summary>
    public IEnumerable<Recording> Read()
    {
        _rows.Position = 0;
        var row = new byte[4096];
        for (var left = Count; left > 0; left--)
        {
            ReadExactly(row, sizeof(int));
            var length = BitConverter.ToInt32(row, 0);
            if (row.Length < length)
            {
                row = new byte[length];
            }

            ReadExactly(row, length);
            yield return RecordingJson.Read(row.AsSpan(0, length), _client.UtcOffset, keepSource: true)!;
        }
    }

    public void Dispose()
    {
        try
        {
            _rows.Dispose();
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            // What cannot be written any more is not wanted any more.
            _file.Dispose();
        }
    }

    private static ListingSpool Create(WellcloudClient client, RecordingFilter? filter)
    {
        try
        {
            return new(client, filter);
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            throw FileFault.Write(Path.GetTempPath(), exception);
        }
    }

    private async Task DrainAsync(RecordingFilter? filter, Shard shard, CancellationToken cancellationToken)
    {
        await foreach (var recording in _client.GetRecordingsWithSourceAsync(filter, cancellationToken).ConfigureAwait(false))
        {
            NotListed.Remove(recording.Id);
            var key = TextKey.Of(recording.Id);
            if (shard.Includes(key) && _ids.Add(key))
            {
                Write(() => Append(recording.Source!));
            }
        }

        Write(_rows.Flush);
    }

    private void Append(byte[] row)
    {
        _rows.Write(BitConverter.GetBytes(row.Length), 0, sizeof(int));
        _rows.Write(row, 0, row.Length);
    }

    private static void Write(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            throw FileFault.Write(Path.GetTempPath(), exception);
        }
    }

    private void ReadExactly(byte[] buffer, int count)
    {
        for (int read, done = 0; done < count; done += read)
        {
            read = _rows.Read(buffer, done, count - done);
            if (read == 0)
            {
                throw FileFault.Read(Path.GetTempPath(), new EndOfStreamException());
            }
        }
    }
}
