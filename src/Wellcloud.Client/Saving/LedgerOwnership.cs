using System.Collections.Concurrent;
using Wellcloud.Client.Files;

namespace Wellcloud.Client.Saving;

/// <summary>With a ledger, which knows the file of every recording: only recordings without a file are asked for.</summary>
/// <param name="isUnique">Whether no two recordings can have one name; then a file under the name of a recording is always its own.</param>
internal sealed class LedgerOwnership(bool isUnique) : FileOwnership
{
    private readonly ConcurrentDictionary<string, bool> _replaceable = new(FileNameComparison.Paths);

    /// <summary>Keeps the name of a file that the ledger lists for its recording.</summary>
    /// <param name="path">The full path of the file.</param>
    /// <param name="id">The id of the recording.</param>
    public void Reserve(string path, string id) => TryReserve(Path.ChangeExtension(path, null), id);

    /// <summary>Allows a file to be overwritten, since its size is not the one in the ledger.</summary>
    public void AllowReplace(string path) => _replaceable[path] = true;

    /// <inheritdoc/>
    public override bool KeepsExisting(string path, string sha256) =>
        !isUnique && !_replaceable.ContainsKey(path) && File.Exists(path) && Digest.OfFile(path) != sha256;

    /// <inheritdoc/>
    protected override FileInfo? FindExisting(string stem, DestinationFolders folders) => null;
}
