using System.Runtime.CompilerServices;

namespace Wellcloud.Client.Json;

/// <summary>A condition on one text field, asked of rows in the buffer.</summary>
internal sealed class TextCondition
{
    private const int Remembered = 1024;
    private readonly Field _field;
    private readonly TextFilter _filter;
    private readonly StringPool _pool;

    // The answer for each of the last texts, for fields of few different ones: a wildcard is asked once, not in every row.
    private readonly PooledText?[]? _texts;
    private readonly bool[]? _answers;

    /// <summary>Makes a condition.</summary>
    /// <param name="field">The field.</param>
    /// <param name="filter">What it has to satisfy.</param>
    /// <param name="pool">Where its texts come from.</param>
    /// <param name="isRepeating">Whether the field has few different texts.</param>
    public TextCondition(Field field, TextFilter filter, StringPool pool, bool isRepeating)
    {
        _field = field;
        _filter = filter;
        _pool = pool;
        if (isRepeating)
        {
            _texts = new PooledText?[Remembered];
            _answers = new bool[Remembered];
        }
        else if (filter.IsLiteral && filter.Literals.All(IsAscii))
        {
            _isAscii = true;
        }
    }

    private readonly bool _isAscii;

    [MethodImpl(Jit.Once)]
    public bool Matches(RowFields row)
    {
        ref readonly var value = ref row[_field];
        if (value.IsPlainText)
        {
            if (_texts is not null && _pool.Find(row.Buffer, value) is { } pooled)
            {
                return Remember(pooled);
            }

            if (_isAscii && EqualsOne(value.In(row.Buffer)) is { } answer)
            {
                return answer;
            }
        }

        // A row without an id has an empty one.
        return _filter.Matches(WireText.Read(row.Buffer, value) ?? (_field == Field.Id ? "" : null));
    }

    private bool Remember(PooledText text)
    {
        var index = text.Hash & (Remembered - 1);
        if (!ReferenceEquals(_texts![index], text))
        {
            _answers![index] = _filter.Matches(text.Text);
            _texts[index] = text;
        }

        return _answers![index];
    }

    /// <summary>Compares without making a string; null where only real case rules can tell.</summary>
    [MethodImpl(Jit.Once)]
    private bool? EqualsOne(ReadOnlySpan<byte> utf8)
    {
        foreach (var literal in _filter.Literals)
        {
            if (EqualsIgnoreCase(literal, utf8))
            {
                return true;
            }
        }

        return IsAscii(utf8) ? false : null;
    }

    private static bool EqualsIgnoreCase(string literal, ReadOnlySpan<byte> utf8)
    {
        if (literal.Length != utf8.Length)
        {
            return false;
        }

        for (var i = 0; i < utf8.Length; i++)
        {
            if (literal[i] != utf8[i] && Lower(literal[i]) != Lower((char)utf8[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static char Lower(char value) => value is >= 'A' and <= 'Z' ? (char)(value | 0x20) : value;

    private static bool IsAscii(string text) => text.All(character => character < 0x80);

    private static bool IsAscii(ReadOnlySpan<byte> utf8)
    {
        foreach (var value in utf8)
        {
            if (value >= 0x80)
            {
                return false;
            }
        }

        return true;
    }
}
