using System.Globalization;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Archive;

/// <summary>Part k of n equal parts of all recordings. n machines, each with a different k, cover every recording exactly once.</summary>
/// <remarks>
/// Read the first eight bytes of the SHA-256 of the id (UTF-8) as a big-endian number. The recording belongs to part k if that number
/// modulo n is k, and to part n if it is 0.
/// </remarks>
public sealed record Shard
{
    private const int MaximumParts = 100_000;

    private Shard(int part, int parts) => (Part, Parts) = (part, parts);

    /// <summary>All recordings, as the only part.</summary>
    public static Shard Whole { get; } = new(1, 1);

    /// <summary>The number of this part, from 1 to <see cref="Parts"/>.</summary>
    public int Part { get; }

    /// <summary>The number of parts.</summary>
    public int Parts { get; }

    /// <summary>Parses a text such as <c>2/8</c>. Part 0 means the last part, because many schedulers count from 0.</summary>
    /// <exception cref="ArgumentException">The text is not a shard. The message shows an example.</exception>
    public static Shard Parse(string text) =>
        Read(text) ?? throw new ArgumentException(string.Format(CultureInfo.CurrentCulture, Messages.ShardText, text, MaximumParts));

    /// <summary>Whether a recording belongs to this part.</summary>
    public bool Includes(string id) => Includes(TextKey.Of(id));

    /// <inheritdoc/>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0}/{1}", Part, Parts);

    /// <summary>Parses a text; null when the text is not a shard.</summary>
    internal static Shard? Read(string? text)
    {
        var cut = text?.IndexOf('/') ?? -1;
        return cut > 0
            && int.TryParse(text!.Substring(0, cut).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var part)
            && int.TryParse(text.Substring(cut + 1).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var parts)
            && parts is >= 1 and <= MaximumParts
            && part <= parts
            ? new(part == 0 ? parts : part, parts)
            : null;
    }

    internal bool Includes(TextKey id) => Parts == 1 || (int)(id.First % (ulong)Parts) == Part % Parts;

    /// <summary>Whether an id can belong to both: the parts must be equal modulo the greatest common divisor of both numbers of parts.</summary>
    internal bool Overlaps(Shard other)
    {
        var common = GreatestCommonDivisor(Parts, other.Parts);
        return Part % common == other.Part % common;
    }

    private static int GreatestCommonDivisor(int one, int other) => other == 0 ? one : GreatestCommonDivisor(other, one % other);
}
