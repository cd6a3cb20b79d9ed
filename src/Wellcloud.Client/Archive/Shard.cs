using System.Globalization;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Archive;

/// <summary>One of several equal parts of all recordings: n machines with the same command and different k cover everything exactly once.</summary>
/// <remarks>
/// A recording belongs to part k of n when the first eight bytes of the SHA-256 of its id (UTF-8), read as a big-endian number,
/// leave the remainder k modulo n; part n is the one with the remainder 0.
/// </remarks>
public sealed record Shard
{
    private const int Most = 100_000;

    private Shard(int part, int parts) => (Part, Parts) = (part, parts);

    /// <summary>Everything.</summary>
    public static Shard Whole { get; } = new(1, 1);

    /// <summary>Which part, from 1 to <see cref="Parts"/>.</summary>
    public int Part { get; }

    /// <summary>How many parts there are.</summary>
    public int Parts { get; }

    /// <summary>Reads a text such as <c>2/8</c>. Part 0 is the last one, since many schedulers count from 0.</summary>
    /// <exception cref="ArgumentException">It is none; the message says what one looks like.</exception>
    public static Shard Parse(string text) =>
        Read(text) ?? throw new ArgumentException(string.Format(CultureInfo.CurrentCulture, Messages.ShardText, text, Most));

    /// <summary>Whether a recording belongs to this part.</summary>
    public bool Includes(string id) => Includes(TextKey.Of(id));

    /// <inheritdoc/>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0}/{1}", Part, Parts);

    /// <summary>The shard that a text tells; null when it tells none.</summary>
    internal static Shard? Read(string? text)
    {
        var cut = text?.IndexOf('/') ?? -1;
        return cut > 0
            && int.TryParse(text!.Substring(0, cut).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var part)
            && int.TryParse(text.Substring(cut + 1).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var parts)
            && parts is >= 1 and <= Most
            && part <= parts
            ? new(part == 0 ? parts : part, parts)
            : null;
    }

    internal bool Includes(TextKey id) => Parts == 1 || (int)(id.First % (ulong)Parts) == Part % Parts;

    /// <summary>Whether some id can belong to both: the remainders have to agree as far as both counts can tell.</summary>
    internal bool Overlaps(Shard other)
    {
        var common = GreatestCommonDivisor(Parts, other.Parts);
        return Part % common == other.Part % common;
    }

    private static int GreatestCommonDivisor(int one, int other) => other == 0 ? one : GreatestCommonDivisor(other, one % other);
}
