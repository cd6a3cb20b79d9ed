using System.Net.Http.Headers;

namespace Wellcloud.Emulator.Endpoints;

/// <summary>The range of a body that a Range header requests, read according to RFC 9110.</summary>
/// <param name="From">First byte.</param>
/// <param name="To">One past the last byte.</param>
internal readonly record struct ByteRange(long From, long To)
{
    /// <summary>Returns the requested range; null for the whole body. A <see cref="From"/> past the end cannot be satisfied.</summary>
    public static ByteRange? Parse(string? header, long length)
    {
        if (header is null
            || !RangeHeaderValue.TryParse(header, out var parsed)
            || !string.Equals(parsed.Unit, "bytes", StringComparison.OrdinalIgnoreCase)
            || parsed.Ranges.Count != 1)
        {
            return null;
        }

        var range = parsed.Ranges.Single();
        return range.From is { } from
            ? new ByteRange(from, Math.Min(length, (range.To ?? length - 1) + 1))
            : new ByteRange(range.To > 0 ? Math.Max(0, length - range.To.Value) : length, length);
    }
}
