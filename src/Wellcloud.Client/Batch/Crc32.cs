namespace Wellcloud.Client.Batch;

/// <summary>The checksum of zip: CRC-32 with the polynomial of IEEE 802.3 (APPNOTE 4.4.7).</summary>
internal struct Crc32
{
    private static readonly uint[] _table = MakeTable();

    private uint _inverted;

    public readonly uint Value => ~_inverted;

    public static Crc32 Start() => new() { _inverted = uint.MaxValue };

    public void Append(byte[] bytes, int count)
    {
        var crc = _inverted;
        for (var i = 0; i < count; i++)
        {
            crc = _table[(byte)(crc ^ bytes[i])] ^ (crc >> 8);
        }

        _inverted = crc;
    }

    private static uint[] MakeTable()
    {
        const uint polynomial = 0xEDB88320;
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? (value >> 1) ^ polynomial : value >> 1;
            }

            table[i] = value;
        }

        return table;
    }
}
