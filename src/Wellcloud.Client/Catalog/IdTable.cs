using System.Buffers.Binary;

namespace Wellcloud.Client.Catalog;

/// <summary>Keeps ids: in 16 bytes each if they are UUIDs in the service's spelling, otherwise as texts.</summary>
internal sealed class IdTable
{
    private readonly List<(ulong High, ulong Low)> _ids = [];
    private readonly Dictionary<int, string> _texts = [];
    private readonly Dictionary<(ulong High, ulong Low), int> _byId = [];
    private readonly Dictionary<string, int> _byText = new(StringComparer.Ordinal);

    /// <summary>How many ids there are.</summary>
    public int Count => _ids.Count;

    /// <summary>Adds an id.</summary>
    /// <returns>Its index.</returns>
    public int Append(string id)
    {
        if (!TryPack(id, out var packed))
        {
            _texts.Add(_ids.Count, id);
        }

        _ids.Add(packed);
        return _ids.Count - 1;
    }

    /// <summary>Returns the index of an id, which is added if it is new.</summary>
    public int Add(string id)
    {
        int index;
        if (TryPack(id, out var packed))
        {
            if (!_byId.TryGetValue(packed, out index))
            {
                _byId.Add(packed, index = Append(id));
            }
        }
        else if (!_byText.TryGetValue(id, out index))
        {
            _byText.Add(id, index = Append(id));
        }

        return index;
    }

    /// <summary>Returns the text of an id that is not a UUID; null for a UUID.</summary>
    public string? TextOf(int index) => _texts.Count > 0 && _texts.TryGetValue(index, out var text) ? text : null;

    /// <summary>Whether some id is not a UUID.</summary>
    public bool HasTexts => _texts.Count > 0;

    /// <summary>Writes the 16 bytes of a UUID in the order of its text.</summary>
    public void Write(int index, Span<byte> room)
    {
        BinaryPrimitives.WriteUInt64BigEndian(room, _ids[index].High);
        BinaryPrimitives.WriteUInt64BigEndian(room.Slice(8), _ids[index].Low);
    }

    /// <summary>Reads a UUID in lower case with dashes: any other spelling has to stay as it is.</summary>
    private static bool TryPack(string id, out (ulong High, ulong Low) packed)
    {
        packed = default;
        if (id.Length != 36)
        {
            return false;
        }

        var (high, low) = (0UL, 0UL);
        for (var i = 0; i < id.Length; i++)
        {
            var character = id[i];
            if (i is 8 or 13 or 18 or 23)
            {
                if (character != '-')
                {
                    return false;
                }

                continue;
            }

            var digit = character is >= '0' and <= '9' ? character - '0' : character is >= 'a' and <= 'f' ? character - 'a' + 10 : -1;
            if (digit < 0)
            {
                return false;
            }

            high = (high << 4) | (low >> 60);
            low = (low << 4) | (uint)digit;
        }

        packed = (high, low);
        return true;
    }
}
