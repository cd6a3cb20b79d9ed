using System.Text;

namespace Wellcloud.Emulator.Tenant;

/// <summary>The six directions of a call with the weight each has in a contact centre.</summary>
internal static class Directions
{
    public const int Inbound = 0;
    public const int Outbound = 1;
    public const int Internal = 2;
    public const int Offhook = 3;

    private static readonly string[] s_names = ["Inbound", "Outbound", "Internal", "Offhook", "PreOccupied", "PreDictive"];
    private static readonly byte[][] s_utf8 = [.. s_names.Select(Encoding.ASCII.GetBytes)];
    private static readonly byte[] s_percent = Weigh(45, 33, 9, 2, 4, 7);

    public static string Name(int direction) => s_names[direction];

    public static byte[] Utf8(int direction) => s_utf8[direction];

    public static int Pick(ulong draw, int shift) => s_percent[Draw.Below(draw, shift, s_percent.Length)];

    private static byte[] Weigh(params int[] weights) =>
        [.. weights.SelectMany((weight, direction) => Enumerable.Repeat((byte)direction, weight))];
}
