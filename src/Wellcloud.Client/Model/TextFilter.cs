namespace Wellcloud.Client;

/// <summary>A condition on a text field: the value equals one of several texts (ignoring case) or satisfies one of several patterns.</summary>
public sealed class TextFilter
{
    private readonly string[] _literals;
    private readonly Func<string, bool>[] _patterns;
    private int _absent;

    /// <summary>Creates a condition.</summary>
    /// <param name="literals">Texts, one of which the value may equal.</param>
    /// <param name="patterns">Tests, one of which the value may satisfy, such as a shell's wildcard.</param>
    public TextFilter(IEnumerable<string> literals, IEnumerable<Func<string, bool>>? patterns = null)
    {
        _literals = [.. literals];
        _patterns = patterns?.ToArray() ?? [];
    }

    /// <summary>The texts that the value may equal.</summary>
    public IReadOnlyList<string> Literals => _literals;

    /// <summary>Whether there are no patterns.</summary>
    public bool IsLiteral => _patterns.Length == 0;

    /// <summary>Collects values that resemble <see cref="Literals"/> until one matches; null where nobody asks for them.</summary>
    public NearMisses? NearMisses { get; init; }

    /// <summary>How many recordings had no value, and so could not match.</summary>
    public int Absent => Volatile.Read(ref _absent);

    /// <summary>Whether a value satisfies the condition. A missing value never does.</summary>
    public bool Matches(string? value) => Matches(value, hasDomain: false);

    /// <summary>Whether a value satisfies the condition. A missing value never does.</summary>
    /// <param name="value">The value.</param>
    /// <param name="hasDomain">Whether the part before an @ may satisfy the condition too, as in <c>8001@test.cc</c>.</param>
    internal bool Matches(string? value, bool hasDomain)
    {
        if (value is null)
        {
            Interlocked.Increment(ref _absent);
            return false;
        }

        var isMatch = IsLiteralMatch(value.AsSpan(), hasDomain)
            || MatchesPattern(value)
            || (hasDomain && !IsLiteral && value.IndexOf('@') is > 0 and var at && MatchesPattern(value.Substring(0, at)));
        NearMisses?.Remember(value.AsSpan(), isMatch);
        return isMatch;
    }

    /// <summary>Whether a value satisfies a condition without patterns.</summary>
    /// <param name="value">The value.</param>
    /// <param name="hasDomain">Whether the part before an @ may satisfy the condition too.</param>
    internal bool MatchesLiteral(ReadOnlySpan<char> value, bool hasDomain)
    {
        var isMatch = IsLiteralMatch(value, hasDomain);
        NearMisses?.Remember(value, isMatch);
        return isMatch;
    }

    // The one place that says when two texts are equal.
    private bool IsLiteralMatch(ReadOnlySpan<char> value, bool hasDomain)
    {
        var local = hasDomain && value.IndexOf('@') is > 0 and var at ? value.Slice(0, at) : default;
        foreach (var literal in _literals)
        {
            if (value.Equals(literal.AsSpan(), StringComparison.OrdinalIgnoreCase)
                || (!local.IsEmpty && local.Equals(literal.AsSpan(), StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }

    private bool MatchesPattern(string value)
    {
        foreach (var pattern in _patterns)
        {
            if (pattern(value))
            {
                return true;
            }
        }

        return false;
    }
}
