using System.Collections.Concurrent;
using Wellcloud.Client.Files;
using Wellcloud.Client.Names;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Saving;

/// <summary>With a ledger, which knows the file of every recording: only recordings without a file are asked for.</summary>
/// <param name="isUnique">Whether every name contains the id; then a file under the name of a recording is its own, unless the ledger lists it for another recording.</param>
/// <param name="listed">Reads the names in the ledgers. Called when a file is in the way, which is rare.</param>
internal sealed class LedgerOwnership(bool isUnique, Func<NameRegistry> listed) : FileOwnership
{
    private readonly ConcurrentDictionary<string, bool> _replaceable = new(FileNameComparison.Paths);
    private readonly ConcurrentDictionary<string, (string Stem, KeptAudio? Kept)> _own = [];
    private readonly Lazy<NameRegistry> _listed = new(listed);

    /// <summary>Keeps the name of a file that the ledger lists for its recording.</summary>
    /// <param name="path">The full path of the file.</param>
    /// <param name="id">The id of the recording.</param>
    public void Reserve(string path, string id) => TryReserve(Path.ChangeExtension(path, null), id);

    /// <summary>Lets a recording replace its own file, under the name that the file has.</summary>
    /// <param name="id">The id of the recording.</param>
    /// <param name="path">The full path of the file.</param>
    /// <param name="kept">The file's audio, if other audio only may replace it.</param>
    public void AllowReplace(string id, string path, KeptAudio? kept)
    {
        _replaceable[path] = true;
        _own[id] = (Path.ChangeExtension(path, null), kept);
    }

    /// <inheritdoc/>
    public override KeptAudio? FindKept(string id) => _own.TryGetValue(id, out var own) ? own.Kept : null;

    /// <inheritdoc/>
    public override WellcloudException? FindObstacle(Recording recording, string path, string sha256)
    {
        if (_replaceable.ContainsKey(path) || !File.Exists(path))
        {
            return null;
        }

        var isFree = isUnique ? _listed.Value.TryClaim(Path.ChangeExtension(path, null), recording.Id) : Digest.OfFile(path) == sha256;
        return isFree ? null : Collision(Messages.NameCollision, recording, path);
    }

    /// <inheritdoc/>
    protected override string? FindOwnStem(string id) => _own.TryGetValue(id, out var own) ? own.Stem : null;

    /// <inheritdoc/>
    protected override FileInfo? FindExisting(Recording recording, string stem) => null;
}
