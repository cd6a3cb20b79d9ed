using System.Runtime.CompilerServices;

namespace Wellcloud.Client.Json;

/// <summary>Applies a <see cref="TextFilter"/> to one field of the rows in the buffer.</summary>
internal sealed class TextCondition
{
    private const int MaximumAnswers = 1024;
    private readonly RecordingField _field;
    private readonly bool _hasDomain;
    private readonly TextFilter _filter;
    private readonly StringPool _pool;

    // For a field of few values: the answer for each text seen lately, so that a wildcard is not evaluated in every row.
    private readonly PooledText?[]? _texts;
    private readonly bool[]? _answers;

    // For a field of many values without wildcards: the characters of one value, so that no string is made to compare it.
    private readonly char[]? _characters;

    /// <summary>Creates a condition.</summary>
    /// <param name="field">The field.</param>
    /// <param name="filter">What its value has to satisfy.</param>
    /// <param name="pool">The pool of the listing's texts.</param>
    public TextCondition(FilterField field, TextFilter filter, StringPool pool)
    {
        (_field, _hasDomain, _filter, _pool) = (field.Field, field.HasDomain, filter, pool);
        if (field.HasFewValues)
        {
            _texts = new PooledText?[MaximumAnswers];
            _answers = new bool[MaximumAnswers];
        }
        else if (filter.IsLiteral)
        {
            _characters = new char[StringPool.MaximumLength];
        }
    }

    [MethodImpl(Jit.Optimize)]
    public bool Matches(RowFields row)
    {
        ref readonly var value = ref row[_field];
        if (value.IsPlainText)
        {
            if (_texts is not null && _pool.Find(row.Buffer, value) is { } pooled)
            {
                return MatchesPooled(pooled);
            }

            if (_characters is not null && TryWiden(value.In(row.Buffer), _characters))
            {
                return _filter.MatchesLiteral(_characters.AsSpan(0, value.Length), _hasDomain);
            }
        }

        // A row without an id has an empty one.
        return _filter.Matches(WireText.Read(row.Buffer, value) ?? (_field == RecordingField.Id ? "" : null), _hasDomain);
    }

    private bool MatchesPooled(PooledText text)
    {
        var index = text.Hash & (MaximumAnswers - 1);
        if (!ReferenceEquals(_texts![index], text))
        {
            _answers![index] = _filter.Matches(text.Text, _hasDomain);
            _texts[index] = text;
        }

        return _answers![index];
    }

    /// <summary>Copies ASCII bytes to characters; false when there are other bytes, or too many.</summary>
    [MethodImpl(Jit.Optimize)]
    private static bool TryWiden(ReadOnlySpan<byte> utf8, Span<char> characters)
    {
        if (utf8.Length > characters.Length)
        {
            return false;
        }

        for (var i = 0; i < utf8.Length; i++)
        {
            if (utf8[i] >= 0x80)
            {
                return false;
            }

            characters[i] = (char)utf8[i];
        }

        return true;
    }
}
