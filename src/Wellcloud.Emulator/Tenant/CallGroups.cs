namespace Wellcloud.Emulator.Tenant;

/// <summary>
/// Which neighbouring recordings belong to one call. Sixteen recordings make a block, and a block follows one of
/// four patterns, so that the call of a recording follows from its position alone.
/// </summary>
internal static class CallGroups
{
    public const int Block = 16;

    /// <summary>For each pattern, how many recordings each call of a block has.</summary>
    private static readonly byte[][] s_patterns =
    [
        [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
        [1, 1, 2, 1, 1, 1, 3, 1, 1, 1, 2, 1],
        [2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
        [1, 1, 1, 1, 1, 1, 1, 1, 3, 1, 1, 1, 1, 1],
    ];

    /// <summary>For each recording of a block, pattern by pattern: the first recording of its call, and how many the call has.</summary>
    private static readonly (byte First, byte Size)[] s_places = FindPlaces();

    public static (int First, int Size) Of(int index, ulong key)
    {
        var block = index / Block;
        var pattern = (int)(Draw.Mix(key ^ (uint)block) & 3);
        var (first, size) = s_places[(pattern * Block) + (index % Block)];
        return ((block * Block) + first, size);
    }

    private static (byte First, byte Size)[] FindPlaces()
    {
        var places = new (byte, byte)[s_patterns.Length * Block];
        var place = 0;
        foreach (var pattern in s_patterns)
        {
            byte first = 0;
            foreach (var size in pattern)
            {
                for (var i = 0; i < size; i++)
                {
                    places[place++] = (first, size);
                }

                first += size;
            }
        }

        return places;
    }
}
