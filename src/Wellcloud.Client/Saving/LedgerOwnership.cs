using System.Collections.Concurrent;
using Wellcloud.Client.Files;

namespace Wellcloud.Client.Saving;

/// <summary>With a ledger, which knows the file of every recording: only recordings without a file are asked for.</summary>
/// <param name="isUnique">Whether no two recordings can have one name; then a file under the name of a recording is always its own.</param>
internal sealed class LedgerOwnership(bool isUnique) : FileOwnership
{
    private readonly ConcurrentDictionary<string, bool> _replaceable = new(FileNameComparison.Paths);
    private readonly ConcurrentDictionary<string, (string Stem, KeptAudio? Kept)> _own = [];

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
    public override bool KeepsExisting(string path, string sha256) =>
        !isUnique && !_replaceable.ContainsKey(path) && File.Exists(path) && Digest.OfFile(path) != sha256;

    /// <inheritdoc/>
    protected override string? FindOwnStem(string id) => _own.TryGetValue(id, out var own) ? own.Stem : null;

    /// <inheritdoc/>
    protected override FileInfo? FindExisting(string stem, DestinationFolders folders) => null;
}
