namespace Wellcloud.Emulator.Audio;

/// <summary>Writes bits into bytes, most significant bit first.</summary>
internal ref struct BitWriter(Span<byte> room)
{
    private readonly Span<byte> _room = room;
    private int _position;

    public void Put(int value, int bits)
    {
        for (var bit = bits - 1; bit >= 0; bit--, _position++)
        {
            _room[_position >> 3] |= (byte)(((value >> bit) & 1) << (7 - (_position & 7)));
        }
    }
}
