using System.Runtime.CompilerServices;

namespace Wellcloud.Client.Json;

/// <summary>The gaps that a listing has shown so far, up to a bound.</summary>
internal sealed class GapTable
{
    private const int Most = 64;
    private const int Longest = 128;
    private readonly List<Gap> _known = [];
    private Gap? _first;

    /// <summary>The gap at a place of the buffer.</summary>
    /// <param name="previous">The gap before the value that ends there; null where an object begins.</param>
    /// <param name="buffer">The buffer.</param>
    /// <param name="start">The place.</param>
    /// <param name="end">The end of what is in the buffer.</param>
    /// <returns>Null when not all of it is there yet.</returns>
    /// <exception cref="System.Text.Json.JsonException">It is no JSON.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Gap? Find(Gap? previous, byte[] buffer, int start, int end)
    {
        // Rows look alike: what came next last time most likely does so again.
        var gap = previous is null ? _first : previous.Next;
        var rest = buffer.AsSpan(start, end - start);
        if (gap is not null && rest.StartsWith(gap.Bytes))
        {
            return gap;
        }

        return FindUnexpected(previous, buffer, start, end);
    }

    [MethodImpl(Jit.Once)]
    private Gap? FindUnexpected(Gap? previous, byte[] buffer, int start, int end)
    {
        var rest = buffer.AsSpan(start, end - start);
        var gap = Search(rest, previous is null) ?? Learn(Gap.Parse(buffer, start, end, previous is null));
        if (previous is null)
        {
            _first = gap;
        }
        else
        {
            previous.Next = gap;
        }

        return gap;
    }

    [MethodImpl(Jit.Once)]
    private Gap? Search(ReadOnlySpan<byte> rest, bool isFirst)
    {
        foreach (var gap in _known)
        {
            if (gap.IsFirst == isFirst && rest.StartsWith(gap.Bytes))
            {
                return gap;
            }
        }

        return null;
    }

    private Gap? Learn(Gap? gap)
    {
        if (gap is not null && gap.Bytes.Length <= Longest && _known.Count < Most)
        {
            _known.Add(gap);
        }

        return gap;
    }
}
