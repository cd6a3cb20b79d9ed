using System.Text;
using Wellcloud.Client.Json;

namespace Wellcloud.Client.Tests.Json;

/// <summary>The result of reading a listing: the rows, and the error after them.</summary>
internal sealed record Listing(List<Recording> Rows, WellcloudException? Fault)
{
    /// <summary>Reads a listing that arrives in pieces of given sizes, or at once.</summary>
    public static async Task<Listing> ReadAsync(byte[] body, ListingOptions? options = null, params int[] sizes)
    {
        var rows = new List<Recording>();
        var stream = new ChunkedStream(body, sizes.Length == 0 ? [int.MaxValue] : sizes);
        try
        {
            await foreach (var row in new RowSequence(RecordingListing.ReadAsync(stream, options ?? new ListingOptions(), CancellationToken.None)))
            {
                rows.Add(row);
            }

            return new Listing(rows, null);
        }
        catch (WellcloudException e)
        {
            return new Listing(rows, e);
        }
    }

    public static Task<Listing> ReadAsync(string body, ListingOptions? options = null, params int[] sizes) =>
        ReadAsync(Encoding.UTF8.GetBytes(body), options, sizes);

    /// <summary>Returns the recording of a listing with a single row.</summary>
    public static async Task<Recording> ReadRowAsync(string row, ListingOptions? options = null)
    {
        var (rows, fault) = await ReadAsync("[" + row + "]", options);
        return fault is null ? Xunit.Assert.Single(rows) : throw fault;
    }

    /// <summary>Returns everything about the result as text, for comparisons.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var row in Rows)
        {
            text.AppendLine(Description.Of(row));
        }

        return text.Append(Fault?.Error).Append(' ').Append(Fault?.Message).ToString();
    }
}
