using Wellcloud.Client.Files;

namespace Wellcloud.Client.Archive;

/// <summary>Finds the files in an archive, except the archive's own and those that systems leave. Does not follow links to folders, so it always ends.</summary>
/// <param name="folder">The archive.</param>
/// <param name="fileFound">Called for each file.</param>
/// <param name="folderClosed">Called for each folder that cannot be entered.</param>
internal sealed class ArchiveWalk(ArchiveFolder folder, Action<string> fileFound, Action<string> folderClosed)
{
    /// <summary>Walks through all folders.</summary>
    public void Run(CancellationToken cancellationToken)
    {
        var waiting = new Stack<string>();
        waiting.Push(folder.Root);
        while (waiting.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var current = waiting.Pop();
            try
            {
                if (SystemLitter.IsFolder(Path.GetFileName(current)) && current != folder.Root)
                {
                    // Reads one entry only to find out whether the folder can be entered.
                    using var entries = Directory.EnumerateFileSystemEntries(current).GetEnumerator();
                    entries.MoveNext();
                    continue;
                }

                ReadFiles(current, cancellationToken);
                foreach (var next in Directory.EnumerateDirectories(current).Where(next => next != folder.Own && !FileLink.IsLink(next)))
                {
                    waiting.Push(next);
                }
            }
            catch (Exception exception) when (FileFault.IsFile(exception))
            {
                if (!FileFault.IsGone(exception))
                {
                    folderClosed(current);
                }
            }
        }
    }

    private void ReadFiles(string current, CancellationToken cancellationToken)
    {
        foreach (var file in Directory.EnumerateFiles(current))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!OwnFiles.IsPartial(file) && !SystemLitter.IsFile(Path.GetFileName(file)) && file != folder.Checksums)
            {
                fileFound(file);
            }
        }
    }
}
