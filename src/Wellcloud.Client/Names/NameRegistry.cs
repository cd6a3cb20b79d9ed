using Wellcloud.Client.Files;

namespace Wellcloud.Client.Names;

/// <summary>The names used in a run and the recordings that own them, ignoring case. Safe to use from several threads.</summary>
/// <remarks>Keeps hashes instead of texts: about 50 bytes for a name of any length.</remarks>
internal sealed class NameRegistry
{
    private readonly Dictionary<(ulong, ulong), ulong> _owners = [];

    /// <summary>Reserves a name for a recording; false when another recording owns the name.</summary>
    public bool TryClaim(string name, string id) => TryClaim(name, id, out _);

    /// <summary>Reserves a name for a recording; false when another recording owns the name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="id">The id of the recording.</param>
    /// <param name="isNew">Whether the name was free until now.</param>
    public bool TryClaim(string name, string id, out bool isNew)
    {
        var hash = NameMark.Hash(FileNameComparison.Fold(name));
        var key = (BitConverter.ToUInt64(hash, 0), BitConverter.ToUInt64(hash, 8));
        var owner = BitConverter.ToUInt64(NameMark.Hash(id), 0);
        lock (_owners)
        {
            isNew = !_owners.TryGetValue(key, out var first);
            if (isNew)
            {
                _owners.Add(key, owner);
            }

            return isNew || first == owner;
        }
    }
}
