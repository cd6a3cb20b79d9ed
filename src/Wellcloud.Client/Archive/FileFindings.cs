namespace Wellcloud.Client.Archive;

/// <summary>Collects the files that differ from what was saved. Several threads may add files.</summary>
internal sealed class FileFindings
{
    private readonly SortedSet<string> _absent = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _corrupt = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _unreadable = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _short = new(StringComparer.Ordinal);

    /// <summary>The files that do not exist.</summary>
    public IReadOnlyCollection<string> Absent => _absent;

    /// <summary>The files whose content has changed.</summary>
    public IReadOnlyCollection<string> Corrupt => _corrupt;

    /// <summary>The files that cannot be read.</summary>
    public IReadOnlyCollection<string> Unreadable => _unreadable;

    /// <summary>The files with audio much shorter than its call.</summary>
    public IReadOnlyCollection<string> Short => _short;

    /// <summary>Adds a file, unless it is intact and its audio is as long as its call.</summary>
    public void Add(SavedRecording saved, FileVerdict verdict)
    {
        var path = saved.Path!;
        lock (_absent)
        {
            if (verdict is not FileVerdict.Absent && saved.HasShortAudio())
            {
                _short.Add(path);
            }

            _ = verdict switch
            {
                FileVerdict.Absent => _absent.Add(path),
                FileVerdict.Corrupt => _corrupt.Add(path),
                FileVerdict.Unreadable => _unreadable.Add(path),
                _ => false,
            };
        }
    }
}
