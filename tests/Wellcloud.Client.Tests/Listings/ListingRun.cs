using Wellcloud.Client.Listings;
using Wellcloud.Emulator;

namespace Wellcloud.Client.Tests.Listings;

/// <summary>A service whose listing is saved.</summary>
internal sealed class ListingRun : ServiceRun
{
    private ListingRun(EmulatorServer server)
        : base(server)
    {
    }

    public string[] Files => [.. Directory.GetFiles(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public static async Task<ListingRun> StartAsync(int recordings = 2000, params FaultRule[] faults)
    {
        var run = new ListingRun(await EmulatorServer.StartAsync(new() { Recordings = recordings, AudioBytes = 3000 }));
        Array.ForEach(faults, fault => run.Server.Faults.Add(fault with { Endpoint = Endpoint.Recordings }));
        return run;
    }

    /// <summary>Returns the rows of a file, and the fault after them.</summary>
    public static async Task<(List<Recording> Rows, WellcloudException? Fault)> ReadAsync(string path, RecordingFilter? filter = null)
    {
        var rows = new List<Recording>();
        try
        {
            await foreach (var row in new ListingFile(path).GetRecordingsAsync(filter, TimeSpan.FromHours(8)))
            {
                rows.Add(row);
            }
        }
        catch (WellcloudException fault)
        {
            return (rows, fault);
        }

        return (rows, null);
    }

    public Task<FileInfo> SaveAsync(string name = "listing.json", bool force = false, CancellationToken cancellationToken = default) =>
        new ListingSaver(Client, At(name), force).SaveAsync(cancellationToken);
}
