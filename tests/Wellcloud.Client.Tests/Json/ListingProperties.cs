using System.Text;
using System.Text.Json;
using FsCheck.Fluent;
using Wellcloud.Client.Json;
using Xunit;

namespace Wellcloud.Client.Tests.Json;

/// <summary>Properties that hold for everything a service can send.</summary>
public sealed class ListingProperties
{
    private static readonly ListingOptions _options = new() { KeepSource = true };

    [Fact]
    public void Odd_rows_are_read_alike_however_they_are_split() => Seed.Check(Prop.ForAll(
        OddRows.Listing.ToArbitrary(),
        Gen.Choose(1, 40).ArrayOf(3).ToArbitrary(),
        async (body, sizes) =>
        {
            var whole = await Listing.ReadAsync(body, _options);
            Assert.Null(whole.Fault);
            using var expected = JsonDocument.Parse(body);
            var rows = expected.RootElement.ValueKind == JsonValueKind.Array ? expected.RootElement : expected.RootElement.GetProperty("root");
            Assert.Equal(rows.EnumerateArray().Count(row => row.ValueKind == JsonValueKind.Object), whole.Rows.Count);

            Assert.Equal(whole.ToString(), (await Listing.ReadAsync(body, _options, sizes)).ToString());
        }), 500);

    [Fact]
    public void Filter_selects_the_same_rows_as_recordings() => Seed.Check(Prop.ForAll(
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
    public void Damage_is_found_where_JsonDocument_finds_it() => Seed.Check(Prop.ForAll(
        OddRows.Listing.ToArbitrary(),
        ArbMap.Default.ArbFor<int>(),
        Gen.Elements("\"{}[],:\\ \n\0x0-.etnu\u00ff"u8.ToArray()).ToArbitrary(),
        async (text, place, value) =>
        {
            var body = Encoding.UTF8.GetBytes(text);
            body[new Random(place).Next(body.Length)] = value;

            var whole = await Listing.ReadAsync(body, _options);
            Assert.Equal(whole.ToString(), (await Listing.ReadAsync(body, _options, 1)).ToString());
            if (whole.Fault is null)
            {
                JsonDocument.Parse(body).Dispose();
            }
            else
            {
                Assert.True(IsNotAListing(body), Encoding.UTF8.GetString(body));
            }
        }), 3000);

    [Fact]
    public void Any_bytes_give_rows_or_a_WellcloudException() => Seed.Check(Prop.ForAll(
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

            await Listing.ReadAsync(body, _options, random.Next(1, 50));
        }), 2000);

    /// <summary>Whether JsonDocument finds invalid JSON, or something other than rows.</summary>
    private static bool IsNotAListing(byte[] body)
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
            // A property name that is not valid Unicode.
            return true;
        }
    }

    private static JsonElement? RowsOf(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.EnumerateObject().Count(property => property.Name == "root") == 1 ? root.GetProperty("root") : null;
}
