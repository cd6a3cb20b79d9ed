namespace Wellcloud.Client.Archive;

/// <summary>Files and folders that operating systems, file systems and storage devices leave in every folder.</summary>
internal static class SystemLitter
{
    private static readonly HashSet<string> _files = new(StringComparer.OrdinalIgnoreCase)
    {
        ".DS_Store", ".localized", ".apdisk", ".VolumeIcon.icns", ".com.apple.timemachine.donotpresent", "Icon\r", // macOS
        "Thumbs.db", "Thumbs.db:encryptable", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", "IndexerVolumeGuid", "WPSettings.dat", // Windows
        ".directory", // KDE
    };

    private static readonly HashSet<string> _folders = new(StringComparer.OrdinalIgnoreCase)
    {
        "lost+found", ".Trash", // Linux
        ".Spotlight-V100", ".Trashes", ".fseventsd", ".TemporaryItems", ".DocumentRevisions-V100", ".AppleDouble", ".AppleDB", ".AppleDesktop", // macOS
        "$RECYCLE.BIN", "RECYCLER", "System Volume Information", // Windows
        "@eaDir", "#recycle", "#snapshot", "@Recycle", "@Recently-Snapshot", ".@__thumb", ".snapshot", ".snapshots", "~snapshot", ".zfs", // storage devices
    };

    /// <summary>Whether a file is litter, by its name. Files with <c>._</c> are of macOS, with <c>.nfs</c> of NFS, with <c>.fuse_hidden</c> of FUSE.</summary>
    public static bool IsFile(string name) =>
        _files.Contains(name) || StartsWith(name, "._") || StartsWith(name, ".nfs0") || StartsWith(name, ".fuse_hidden");

    /// <summary>Whether a folder is litter, by its name.</summary>
    public static bool IsFolder(string name) => _folders.Contains(name) || StartsWith(name, ".Trash-");

    private static bool StartsWith(string name, string start) => name.StartsWith(start, StringComparison.Ordinal);
}
