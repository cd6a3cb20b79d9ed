using Wellcloud.Client.Files;

namespace Wellcloud.Client.Names;

/// <summary>The names of a run and whose they are, without regard to case. Safe to use from many threads.</summary>
/// <remarks>Keeps hashes instead of texts: some 50 bytes a name, however long it is.</remarks>
internal sealed class NameRegistry
{
    private readonly Dictionary<(ulong, ulong), ulong> _owners = [];

    /// <summary>Takes a name for a recording; false when another recording has it.</summary>
    public bool TryClaim(string name, string id)
    {
        var hash = NameMark.Hash(FileNameComparison.Fold(name));
        var key = (BitConverter.ToUInt64(hash, 0), BitConverter.ToUInt64(hash, 8));
        var owner = BitConverter.ToUInt64(NameMark.Hash(id), 0);
        lock (_owners)
        {
            if (_owners.TryGetValue(key, out var first))
            {
                return first == owner;
            }

            _owners.Add(key, owner);
            return true;
        }
    }
}
