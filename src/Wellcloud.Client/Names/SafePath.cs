using System.Globalization;
using System.Text;
using Wellcloud.Client.Files;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Names;

/// <summary>Makes full paths that are guaranteed to be inside a folder.</summary>
/// <remarks>
/// The guarantee is about names: no name leads out of the folder. A link inside the folder is followed. Only somebody who may write to the
/// folder can create one; nothing that the service sends becomes a link.
/// </remarks>
internal static class SafePath
{
    /// <summary>Longer names of zip entries would exceed the limits of some systems.</summary>
    private const int MaximumEntryLength = 1024;

    private const int MaximumShown = 200;

    private static readonly char[] _separators = ['/', '\\'];

    /// <summary>Returns the full path for a relative path.</summary>
    /// <exception cref="WellcloudException"><see cref="WellcloudError.UnsafePath"/>: the path would be outside the root, or would be the root itself.</exception>
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

    /// <summary>Returns the full path for a zip entry. An unsafe name is refused, not repaired.</summary>
    /// <remarks>Slashes and backslashes are separators on every system. A separator at the end, as in the name of a folder, is allowed.</remarks>
    /// <exception cref="WellcloudException">
    /// <see cref="WellcloudError.UnsafePath"/>: the name is empty, too long or rooted; or it contains <c>..</c>, a colon (drives, alternate
    /// streams), control or invisible characters, a device name, a trailing dot or space (which Windows drops), or characters that this
    /// system does not allow.
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

    /// <summary>Returns a name to show in a message: in one line, and without control or invisible characters.</summary>
    public static string ToDisplay(string name)
    {
        var shown = string.Join("/", name.Split(_separators).Select(SafeCharacter.Replace));
        return shown.Length <= MaximumShown ? shown : shown.Substring(0, MaximumShown) + "…";
    }

    private static bool IsSafe(string segment)
    {
        // Characters that only Windows forbids are allowed elsewhere, except the colon: on Windows it names drives and streams.
        var isWritable = segment.IndexOfAny(Path.GetInvalidFileNameChars()) < 0 && segment.IndexOf(':') < 0;
        var isVisible = HasNoHiddenCharacter(segment);
        var fits = segment[segment.Length - 1] is not ('.' or ' ') && Encoding.UTF8.GetByteCount(segment) <= SafeSegment.MaximumBytes;
        return isWritable && isVisible && fits && DeviceName.LengthIn(segment) == 0
            && !segment.Equals(OwnFiles.Folder, StringComparison.OrdinalIgnoreCase);
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
        new(WellcloudError.UnsafePath, string.Format(CultureInfo.CurrentCulture, Messages.NameUnsafe, ToDisplay(name)), cause) { Target = name };
}
