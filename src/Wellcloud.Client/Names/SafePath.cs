using System.Globalization;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Names;

/// <summary>Full paths that are certain to be inside a folder.</summary>
/// <remarks>
/// What is promised is about names: none of them leads out of the folder. A link that somebody put inside the folder is followed,
/// since only those who may write there can put one, and nothing that the service sends becomes a link.
/// </remarks>
internal static class SafePath
{
    /// <summary>An archive's entry with a longer name than this would meet the limits of the system.</summary>
    private const int MaximumEntryLength = 1024;

    private const int MostShown = 200;

    private static readonly char[] _separators = ['/', '\\'];

    /// <summary>The full path of a relative one.</summary>
    /// <exception cref="WellcloudException"><see cref="WellcloudError.UnsafePath"/>: it would be outside the root, or the root itself.</exception>
    public static string Combine(string root, string relative)
    {
        try
        {
            var folder = Path.GetFullPath(root);
            var separator = Path.DirectorySeparatorChar.ToString();
            var prefix = folder.EndsWith(separator, StringComparison.Ordinal) ? folder : folder + separator;
            var path = Path.GetFullPath(Path.Combine(folder, relative));
            return path.StartsWith(prefix, StringComparison.Ordinal) && path.Length > prefix.Length ? path : throw Unsafe(relative);
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            throw Unsafe(relative, fault);
        }
    }

    /// <summary>The full path for an entry of an archive. What its name may not have on some system is replaced, on every system alike.</summary>
    /// <remarks>Slashes and backslashes separate. Those in front are left out, as every unpacker does; one at the end, as folders have it, too.</remarks>
    /// <exception cref="WellcloudException"><see cref="WellcloudError.UnsafePath"/>: the name is empty, too long, begins with a drive, or has <c>..</c>.</exception>
    public static string ForEntry(string root, string entryName)
    {
        var segments = entryName.Split(_separators, StringSplitOptions.RemoveEmptyEntries);
        if (entryName.Length > MaximumEntryLength || HasDrive(segments) || segments.Contains(".."))
        {
            throw Unsafe(entryName);
        }

        var safe = segments.Where(static segment => segment != ".").Select(SafeSegment.FromFileName).ToList();
        return safe.Count == 0
            ? throw Unsafe(entryName)
            : Combine(root, string.Join(Path.DirectorySeparatorChar.ToString(), safe));
    }

    /// <summary>A name for a message: as it is, but in one line, and without a character that a terminal obeys or hides.</summary>
    public static string Shown(string name)
    {
        var shown = SafeCharacter.ReplaceHidden(name);
        return shown.Length <= MostShown ? shown : shown.Substring(0, MostShown) + "…";
    }

    /// <summary>Whether a path begins with a drive, or passes through one.</summary>
    private static bool HasDrive(string[] segments) =>
        segments.Where(static (segment, i) => segment.Length > 1 && segment[1] == ':' && (i == 0 || segment.Length == 2))
            .Any(static segment => segment[0] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'));

    private static WellcloudException Unsafe(string name, Exception? cause = null) =>
        new(WellcloudError.UnsafePath, string.Format(CultureInfo.CurrentCulture, Messages.NameUnsafe, Shown(name)), cause) { Target = name };
}
