using System.Runtime.CompilerServices;

namespace Wellcloud.Client.Json;

/// <summary>Remembers the separators of a listing, up to a limit.</summary>
internal sealed class SeparatorCache
{
    private const int MaximumCount = 64;
    private const int MaximumLength = 128;
    private readonly List<FieldSeparator> _known = [];
    private FieldSeparator? _first;

    /// <summary>Returns the separator at a position of the buffer.</summary>
    /// <param name="previous">The separator before the preceding value; null where an object begins.</param>
    /// <param name="buffer">The buffer.</param>
    /// <param name="start">The position.</param>
    /// <param name="end">The end of the bytes in the buffer.</param>
    /// <returns>Null until all of the separator has arrived.</returns>
    /// <exception cref="System.Text.Json.JsonException">The bytes are not JSON.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FieldSeparator? Find(FieldSeparator? previous, byte[] buffer, int start, int end)
    {
        // Rows look alike: most likely the same separator follows as in the previous row.
        var separator = previous is null ? _first : previous.Next;
        var rest = buffer.AsSpan(start, end - start);
        if (separator is not null && rest.StartsWith(separator.Bytes))
        {
            return separator;
        }

        return FindUnexpected(previous, buffer, start, end);
    }

    [MethodImpl(Jit.Optimize)]
    private FieldSeparator? FindUnexpected(FieldSeparator? previous, byte[] buffer, int start, int end)
    {
        var rest = buffer.AsSpan(start, end - start);
        var separator = FindKnown(rest, previous is null) ?? Add(FieldSeparator.Parse(buffer, start, end, previous is null));
        if (previous is null)
        {
            _first = separator;
        }
        else
        {
            previous.Next = separator;
        }

        return separator;
    }

    [MethodImpl(Jit.Optimize)]
    private FieldSeparator? FindKnown(ReadOnlySpan<byte> rest, bool isFirst)
    {
        foreach (var separator in _known)
        {
            if (separator.IsFirst == isFirst && rest.StartsWith(separator.Bytes))
            {
                return separator;
            }
        }

        return null;
    }

    private FieldSeparator? Add(FieldSeparator? separator)
    {
        if (separator is not null && separator.Bytes.Length <= MaximumLength && _known.Count < MaximumCount)
        {
            _known.Add(separator);
        }

        return separator;
    }
}
