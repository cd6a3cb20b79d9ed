using System.Runtime.CompilerServices;

namespace Wellcloud.Client.Json;

/// <summary>The gaps that a listing has shown so far, up to a bound.</summary>
internal sealed class SeparatorCache
{
    private const int Most = 64;
    private const int Longest = 128;
    private readonly List<FieldSeparator> _known = [];
    private FieldSeparator? _first;

    /// <summary>The separator at a place of the buffer.</summary>
    /// <param name="previous">The separator before the value that ends there; null where an object begins.</param>
    /// <param name="buffer">The buffer.</param>
    /// <param name="start">The place.</param>
    /// <param name="end">The end of what is in the buffer.</param>
    /// <returns>Null when not all of it is there yet.</returns>
    /// <exception cref="System.Text.Json.JsonException">It is no JSON.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FieldSeparator? Find(FieldSeparator? previous, byte[] buffer, int start, int end)
    {
        // Rows look alike: what came next last time most likely does so again.
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
        var separator = Search(rest, previous is null) ?? Learn(FieldSeparator.Parse(buffer, start, end, previous is null));
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
    private FieldSeparator? Search(ReadOnlySpan<byte> rest, bool isFirst)
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

    private FieldSeparator? Learn(FieldSeparator? separator)
    {
        if (separator is not null && separator.Bytes.Length <= Longest && _known.Count < Most)
        {
            _known.Add(separator);
        }

        return separator;
    }
}
