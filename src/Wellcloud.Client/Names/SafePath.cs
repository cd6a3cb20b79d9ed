using System.Globalization;
using System.Text;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Names;

/// <summary>Full paths that are certain to be inside a folder.</summary>
/// <remarks>
/// What is promised is about names: none of them leads out of the folder. A link that somebody put inside the folder is followed,
/// since only those who may write there can put one, and nothing that the service sends becomes a link.
/// </remarks>
internal static class SafePath
{
    /// <summary>The folder of an archive's own files, which nobody else's name may enter.</summary>
    private const string OwnFolder = ".wellcloud";

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

            // Windows drops dots at the end of a name, some with each reading: only what it reads the same again is certain.
            var isCertain = path.StartsWith(prefix, StringComparison.Ordinal) && path.Length > prefix.Length && Path.GetFullPath(path) == path;
            return isCertain ? path : throw Unsafe(relative);
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            throw Unsafe(relative, fault);
        }
    }

    /// <summary>The full path for an entry of an archive, whose name is refused rather than repaired.</summary>
    /// <remarks>Slashes and backslashes separate, on every system. One at the end, as folders have it, is allowed.</remarks>
    /// <exception cref="WellcloudException">
    /// <see cref="WellcloudError.UnsafePath"/>: the name is empty, too long, rooted, has <c>..</c>, a colon (drives, alternate streams),
    /// control or invisible characters, a device's name, an end that Windows drops, or anything else that this system cannot write.
    /// </exception>
    public static string ForEntry(string root, string entryName)
    {
        if (entryName.Length > MaximumEntryLength || entryName.IndexOfAny(_separators) == 0)
        {
            throw Unsafe(entryName);
        }

        var segments = new List<string>();
        foreach (var segment in entryName.Split(_separators, StringSplitOptions.RemoveEmptyEntries))
        {
            if (segment == ".")
            {
                continue;
            }

            segments.Add(IsSafe(segment) ? segment : throw Unsafe(entryName));
        }

        return segments.Count == 0
            ? throw Unsafe(entryName)
            : Combine(root, string.Join(Path.DirectorySeparatorChar.ToString(), segments));
    }

    /// <summary>A name for a message: with its folders, in one line, and without a character that a terminal obeys or hides.</summary>
    public static string Shown(string name)
    {
        var shown = string.Join("/", name.Split(_separators).Select(SafeCharacter.Replace));
        return shown.Length <= MostShown ? shown : shown.Substring(0, MostShown) + "…";
    }

    private static bool IsSafe(string segment)
    {
        // The characters that only Windows forbids stay where they can be written; a colon means something there, so nowhere.
        var isWritable = segment.IndexOfAny(Path.GetInvalidFileNameChars()) < 0 && segment.IndexOf(':') < 0;
        var isVisible = HasNoHiddenCharacter(segment);
        var isWhole = segment[segment.Length - 1] is not ('.' or ' ') && Encoding.UTF8.GetByteCount(segment) <= SafeSegment.MaximumBytes;
        return isWritable && isVisible && isWhole && DeviceName.LengthIn(segment) == 0
            && !segment.Equals(OwnFolder, StringComparison.OrdinalIgnoreCase);
    }

    private static bool HasNoHiddenCharacter(string segment)
    {
        var shown = SafeCharacter.Replace(segment);
        for (var i = 0; i < segment.Length; i++)
        {
            if (shown[i] != segment[i] && segment[i] is not ('<' or '>' or '"' or '|' or '?' or '*'))
            {
                return false;
            }
        }

        return true;
    }

    private static WellcloudException Unsafe(string name, Exception? cause = null) =>
        new(WellcloudError.UnsafePath, string.Format(CultureInfo.CurrentCulture, Messages.NameUnsafe, Shown(name)), cause) { Target = name };
}
