namespace Wellcloud.Client;

/// <summary>A condition on a text field: the value equals one of several texts (ignoring case) or satisfies one of several patterns.</summary>
public sealed class TextFilter
{
    private readonly string[] _literals;
    private readonly Func<string, bool>[] _patterns;

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

    /// <summary>Whether a value satisfies the condition. A missing value never does.</summary>
    public bool Matches(string? value) => value is not null && (MatchesLiteral(value.AsSpan()) || MatchesPattern(value));

    /// <summary>Whether a value equals one of <see cref="Literals"/>: the one place that says when two texts are equal.</summary>
    internal bool MatchesLiteral(ReadOnlySpan<char> value)
    {
        foreach (var literal in _literals)
        {
            if (value.Equals(literal.AsSpan(), StringComparison.OrdinalIgnoreCase))
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
