namespace Wellcloud.Client;

/// <summary>What a listing has instead of the texts that a filter asks for: the three values that resemble them most.</summary>
public sealed class NearMisses
{
    private const int MaximumValues = 3;
    private readonly string[] _literals;

    // Replaced as a whole, so that a filter can be used by several threads.
    private volatile Candidate[] _best = [];
    private volatile bool _hasMatch;

    /// <summary>Creates an empty collection.</summary>
    /// <param name="literals">The texts that the filter asks for.</param>
    public NearMisses(IEnumerable<string> literals) => _literals = [.. literals];

    /// <summary>Whether there were values, and none of them matched.</summary>
    public bool IsMiss => !_hasMatch && _best.Length > 0;

    /// <summary>The texts that the filter asks for.</summary>
    public IReadOnlyList<string> Literals => _literals;

    /// <summary>The values, sorted.</summary>
    public IReadOnlyList<string> Values => [.. _best.Select(static candidate => candidate.Value).OrderBy(static value => value, StringComparer.OrdinalIgnoreCase)];

    /// <summary>Remembers a value. After the first match nothing is remembered any more.</summary>
    internal void Remember(ReadOnlySpan<char> value, bool isMatch)
    {
        if (_hasMatch || value.IsEmpty)
        {
            return;
        }

        if (isMatch)
        {
            _hasMatch = true;
            return;
        }

        var (best, score) = (_best, ScoreOf(value));
        if ((best.Length == MaximumValues && score <= best[best.Length - 1].Score) || IsAmong(best, value))
        {
            return;
        }

        _best = [.. best.Append(new(value.ToString(), score)).OrderByDescending(static candidate => candidate.Score).Take(MaximumValues)];
    }

    private static bool IsAmong(Candidate[] candidates, ReadOnlySpan<char> value)
    {
        foreach (var candidate in candidates)
        {
            if (value.Equals(candidate.Value.AsSpan(), StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private int ScoreOf(ReadOnlySpan<char> value)
    {
        var score = 0;
        foreach (var literal in _literals)
        {
            score = Math.Max(score, Likeness(value, literal.AsSpan()));
        }

        return score;
    }

    /// <summary>Returns how many characters at the start or the end are the same; a value that contains the text comes before all others.</summary>
    private static int Likeness(ReadOnlySpan<char> value, ReadOnlySpan<char> literal)
    {
        if (value.IndexOf(literal, StringComparison.OrdinalIgnoreCase) >= 0)
        {
            return int.MaxValue;
        }

        var shorter = Math.Min(value.Length, literal.Length);
        int sameStart = 0, sameEnd = 0;
        while (sameStart < shorter && char.ToUpperInvariant(value[sameStart]) == char.ToUpperInvariant(literal[sameStart]))
        {
            sameStart++;
        }

        while (sameEnd < shorter && char.ToUpperInvariant(value[value.Length - 1 - sameEnd]) == char.ToUpperInvariant(literal[literal.Length - 1 - sameEnd]))
        {
            sameEnd++;
        }

        return Math.Max(sameStart, sameEnd);
    }

    private sealed record Candidate(string Value, int Score);
}
