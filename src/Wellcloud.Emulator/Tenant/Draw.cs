namespace Wellcloud.Emulator.Tenant;

/// <summary>Random-looking bits that depend on nothing but their input.</summary>
internal static class Draw
{
    public static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>Returns a number below <paramref name="bound"/>, made of 16 of the bits.</summary>
    public static int Below(ulong draw, int shift, int bound) => (int)(((draw >> shift) & 0xFFFF) * (uint)bound >> 16);
}
