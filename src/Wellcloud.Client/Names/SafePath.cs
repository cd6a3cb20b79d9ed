using System.Globalization;
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

    private const string Verbatim = @"\\?\";

    private const string PlainRoot = @"C:\wellcloud\";

    private static readonly char[] _separators = ['/', '\\'];

    /// <summary>Returns the full path for a relative path.</summary>
    /// <exception cref="WellcloudException"><see cref="WellcloudError.UnsafePath"/>: the path would be outside the root, or would be the root itself.</exception>
    public static string Combine(string root, string relative)
    {
        try
        {
            var folder = Path.GetFullPath(root);
            if (folder.StartsWith(Verbatim, StringComparison.Ordinal) && Path.DirectorySeparatorChar == '\\')
            {
                // Windows takes such a path as it is: it knows no slashes and resolves no dots. So the relative path is checked below another root.
                return folder.TrimEnd('\\') + Combine(PlainRoot, relative).Substring(PlainRoot.Length - 1);
            }

            var separator = Path.DirectorySeparatorChar.ToString();
            var prefix = folder.EndsWith(separator, StringComparison.Ordinal) ? folder : folder + separator;
            var path = Path.GetFullPath(Path.Combine(folder, relative));

            // Windows may drop only some of the dots at the end of a name each time, so accept only a path that no longer changes.
            var isCertain = path.StartsWith(prefix, StringComparison.Ordinal) && path.Length > prefix.Length && Path.GetFullPath(path) == path;
            return isCertain ? path : throw Unsafe(relative);
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            throw Unsafe(relative, fault);
        }
        catch (PathTooLongException fault)
        {
            // .NET Framework.
            throw FileFault.Write(relative, fault);
        }
    }

    /// <summary>Returns the full path for a zip entry. Characters and names that some system does not allow are replaced, on every system alike.</summary>
    /// <remarks>Slashes and backslashes are separators on every system. Those at the start and at the end are ignored.</remarks>
    /// <exception cref="WellcloudException"><see cref="WellcloudError.UnsafePath"/>: the name is empty or too long, names a drive, or contains <c>..</c>.</exception>
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

    /// <summary>Returns a name to show in a message: as it is, but in one line, and without control or invisible characters.</summary>
    public static string ToDisplay(string name)
    {
        var shown = SafeCharacter.ReplaceHidden(name);
        return shown.Length <= MaximumShown ? shown : shown.Substring(0, MaximumShown) + "…";
    }

    /// <summary>Returns the fault of a name that is refused.</summary>
    public static WellcloudException Unsafe(string name, Exception? cause = null) =>
        new(WellcloudError.UnsafePath, string.Format(CultureInfo.CurrentCulture, Messages.NameUnsafe, ToDisplay(name)), cause) { Target = name };

    /// <summary>Whether a path starts with a drive, or has one as a segment.</summary>
    private static bool HasDrive(string[] segments) =>
        segments.Where(static (segment, i) => segment.Length > 1 && segment[1] == ':' && (i == 0 || segment.Length == 2))
            .Any(static segment => segment[0] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'));
}
