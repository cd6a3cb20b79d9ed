namespace Wellcloud.Client;

/// <summary>A condition on one text field: it equals one of some texts (without regard to case) or satisfies one of some patterns.</summary>
public sealed class TextFilter
{
    private readonly Func<string, bool>[] _patterns;

    /// <summary>Makes a condition.</summary>
    /// <param name="literals">Texts to equal.</param>
    /// <param name="patterns">Tests to satisfy, such as a shell's wildcard.</param>
    public TextFilter(IEnumerable<string> literals, IEnumerable<Func<string, bool>>? patterns = null)
    {
        Literals = [.. literals];
        _patterns = patterns?.ToArray() ?? [];
    }

    /// <summary>The texts to equal.</summary>
    public IReadOnlyList<string> Literals { get; }

    /// <summary>Whether only <see cref="Literals"/> count.</summary>
    public bool IsLiteral => _patterns.Length == 0;

    /// <summary>Whether a value satisfies the condition; a missing one never does.</summary>
    public bool Matches(string? value)
    {
        if (value is null)
        {
            return false;
        }

        foreach (var literal in Literals)
        {
            if (string.Equals(literal, value, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

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
