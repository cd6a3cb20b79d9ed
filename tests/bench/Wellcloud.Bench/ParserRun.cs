using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Wellcloud.Client.Archive;
using Wellcloud.Client.Json;

namespace Wellcloud.Bench;

/// <summary>Parses a listing in memory again and again, and prints the median in milliseconds.</summary>
internal static class ParserRun
{
    private const int WarmUps = 2;
    private const int Runs = 5;

    /// <param name="arguments">What to do (scan, read, or read only a shard such as 1/32), and the file of the listing.</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var listing = await File.ReadAllBytesAsync(arguments[1]);
        var shard = arguments[0].Contains('/') ? Shard.Parse(arguments[0]) : null;
        var options = new ListingOptions { IncludesId = shard is null ? null : id => shard.Includes(TextKey.Of(id)) };
        var times = new List<double>();
        for (var run = 0; run < WarmUps + Runs; run++)
        {
            var clock = Stopwatch.StartNew();
            if (arguments[0] == "scan")
            {
                Scan(listing);
            }
            else
            {
                await ReadAsync(listing, options);
            }

            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        Console.WriteLine(Median.Of(times.Skip(WarmUps)).ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    private static void Scan(byte[] listing)
    {
        var reader = new Utf8JsonReader(listing);
        while (reader.Read())
        {
        }
    }

    private static async Task ReadAsync(byte[] listing, ListingOptions options)
    {
        await foreach (var _ in RecordingListing.ReadAsync(new MemoryStream(listing), options, CancellationToken.None))
        {
        }
    }
}
