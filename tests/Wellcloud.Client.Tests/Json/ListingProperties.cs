using System.Text;
using System.Text.Json;
using FsCheck.Fluent;
using Wellcloud.Client.Json;
using Xunit;

namespace Wellcloud.Client.Tests.Json;

/// <summary>What has to hold whatever the service sends.</summary>
public sealed class ListingProperties
{
    private static readonly ListingOptions Options = new() { KeepSource = true };

    [Fact]
    public void Odd_rows_are_read_and_every_cut_of_them_alike() => Seed.Check(Prop.ForAll(
        OddRows.Listing.ToArbitrary(),
        Gen.Choose(1, 40).ArrayOf(3).ToArbitrary(),
        async (body, sizes) =>
        {
            var whole = await Listing.ReadAsync(body, Options);
            Assert.Null(whole.Fault);
            using var expected = JsonDocument.Parse(body);
            var rows = expected.RootElement.ValueKind == JsonValueKind.Array ? expected.RootElement : expected.RootElement.GetProperty("root");
            Assert.Equal(rows.EnumerateArray().Count(row => row.ValueKind == JsonValueKind.Object), whole.Rows.Count);

            Assert.Equal(whole.ToString(), (await Listing.ReadAsync(body, Options, sizes)).ToString());
        }), 500);

    [Fact]
    public void A_filter_decides_on_bytes_as_it_would_on_recordings() => Seed.Check(Prop.ForAll(
        OddRows.Listing.ToArbitrary(),
        OddRows.Filter.ToArbitrary(),
        async (body, filter) =>
        {
            var all = await Listing.ReadAsync(body);
            var expected = all.Rows.Where(filter.Matches).Select(Description.Of);
            var filtered = await Listing.ReadAsync(body, new ListingOptions { Filter = filter });

            Assert.Null(filtered.Fault);
            Assert.Equal(expected, filtered.Rows.Select(Description.Of));
        }), 3000);

    [Fact]
    public void A_damaged_listing_is_judged_as_the_platform_judges_it() => Seed.Check(Prop.ForAll(
        OddRows.Listing.ToArbitrary(),
        ArbMap.Default.ArbFor<int>(),
        Gen.Elements("\"{}[],:\\ \n\0x0-.etnu\u00ff"u8.ToArray()).ToArbitrary(),
        async (text, place, value) =>
        {
            var body = Encoding.UTF8.GetBytes(text);
            body[new Random(place).Next(body.Length)] = value;

            var whole = await Listing.ReadAsync(body, Options);
            Assert.Equal(whole.ToString(), (await Listing.ReadAsync(body, Options, 1)).ToString());
            if (whole.Fault is null)
            {
                JsonDocument.Parse(body).Dispose();
            }
            else
            {
                Assert.True(IsNoListing(body), Encoding.UTF8.GetString(body));
            }
        }), 3000);

    [Fact]
    public void Any_bytes_give_rows_or_the_engines_exception() => Seed.Check(Prop.ForAll(
        OddRows.Listing.ToArbitrary(),
        ArbMap.Default.ArbFor<int>(),
        async (text, seed) =>
        {
            var random = new Random(seed);
            var body = Encoding.UTF8.GetBytes(text);
            for (var i = random.Next(1, 8); i > 0; i--)
            {
                body[random.Next(body.Length)] = (byte)random.Next(256);
            }

            await Listing.ReadAsync(body, Options, random.Next(1, 50));
        }), 2000);

    /// <summary>Whether the platform finds no JSON here, or something else than rows.</summary>
    private static bool IsNoListing(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            return (root.ValueKind == JsonValueKind.Array ? root : RowsOf(root)) is not { ValueKind: JsonValueKind.Array } rows
                || rows.EnumerateArray().Any(row => row.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
                || (root.ValueKind == JsonValueKind.Object && root.EnumerateObject().Any(property => property.Name == "total" && property.Value.GetDouble() > rows.GetArrayLength()));
        }
        catch (JsonException)
        {
            return true;
        }
        catch (InvalidOperationException)
        {
            // A name that is no text.
            return true;
        }
    }

    private static JsonElement? RowsOf(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.EnumerateObject().Count(property => property.Name == "root") == 1 ? root.GetProperty("root") : null;
}
