using System.Text;
using Wellcloud.Client.Files;
using Wellcloud.Client.Http;
using Wellcloud.Client.Json;
using Wellcloud.Client.Listings;

namespace Wellcloud.Client.Archive;

/// <summary>
/// The selected rows of a complete listing in a temporary file, each recording once. Reading the listing first means that nothing is
/// decided on half of it, and that the connection is not held open while audio is downloaded.
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

    /// <summary>The number of recordings.</summary>
    public int Count => _ids.Count;

    /// <summary>Ids named by the filter that are not in the listing.</summary>
    public HashSet<string> NotListed { get; }

    /// <summary>Reads the listing. If it breaks off, the whole listing is requested again.</summary>
    /// <exception cref="WellcloudException">No complete listing could be read.</exception>
    public static async Task<ListingSpool> FillAsync(WellcloudClient client, ArchiveSyncOptions options, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var spool = Create(client, options.Filter);
            TimeSpan pause;
            try
            {
                await spool.ReadAllAsync(options, cancellationToken).ConfigureAwait(false);
                return spool;
            }
            catch (WellcloudException fault) when (spool.Count > 0 && client.Retry.PauseAfter(attempt, fault) is { } wanted)
            {
                // The client itself retries errors before the first row.
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

    /// <summary>Returns the recordings, each with the row that the service sent.</summary>
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
            // A failed final flush does not matter: the file is discarded.
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

    private async Task ReadAllAsync(ArchiveSyncOptions options, CancellationToken cancellationToken)
    {
        var reading = new ListingOptions
        {
            UtcOffset = _client.UtcOffset,
            Filter = options.Filter,
            KeepSource = true,
            IncludesId = utf8 => IncludesNew(utf8, options.Shard),
        };
        var rows = options.ListingPath is { } path
            ? new ListingFile(path).ReadListingAsync(reading, cancellationToken)
            : _client.ReadListingAsync(reading, cancellationToken);
        await foreach (var recording in rows.ConfigureAwait(false))
        {
            Write(() => Append(recording.Source!));
        }

        Write(_rows.Flush);
    }

    /// <summary>Whether an id belongs to the shard and was not listed before. Called before the row becomes an object, because most rows belong to other shards.</summary>
    private bool IncludesNew(ReadOnlySpan<byte> utf8, Shard shard)
    {
        if (NotListed.Count > 0)
        {
            NotListed.Remove(Encoding.UTF8.GetString(utf8.ToArray()));
        }

        var key = TextKey.Of(utf8);
        return shard.Includes(key) && _ids.Add(key);
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
