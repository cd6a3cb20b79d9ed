namespace Wellcloud.Emulator.Tenant;

/// <summary>Lengths of calls in seconds, from 3 to 600, most of them between 20 and 180.</summary>
internal static class CallLengths
{
    private static readonly (int Per1024, int Seconds)[] s_curve = [(0, 3), (102, 20), (512, 75), (920, 180), (1010, 360), (1023, 600)];
    private static readonly short[] s_quantiles = Trace();

    public static int Pick(ulong draw, int shift) => s_quantiles[(int)(draw >> shift) & 1023];

    private static short[] Trace()
    {
        var quantiles = new short[1024];
        for (var i = 1; i < s_curve.Length; i++)
        {
            var (from, low) = s_curve[i - 1];
            var (to, high) = s_curve[i];
            for (var at = from; at <= to; at++)
            {
                quantiles[at] = (short)(low + ((high - low) * (at - from) / (to - from)));
            }
        }

        return quantiles;
    }
}
