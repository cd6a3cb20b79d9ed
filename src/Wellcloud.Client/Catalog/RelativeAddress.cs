namespace Wellcloud.Client.Catalog;

/// <summary>The relative address from one folder to another: with slashes, also at the end.</summary>
internal static class RelativeAddress
{
    private static readonly StringComparison _names = Path.DirectorySeparatorChar == '\\' ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>Returns the address; empty when both folders are the same, null when there is none, as between two drives.</summary>
    public static string? Between(string from, string to)
    {
        var (start, target) = (Segments(from), Segments(to));
        var shared = 0;
        while (shared < start.Length && shared < target.Length && string.Equals(start[shared], target[shared], _names))
        {
            shared++;
        }

        if (!string.Equals(Path.GetPathRoot(from), Path.GetPathRoot(to), _names))
        {
            return null;
        }

        var steps = Enumerable.Repeat("..", start.Length - shared).Concat(target.Skip(shared)).Select(static step => step + "/");
        return string.Concat(steps);
    }

    private static string[] Segments(string folder) =>
        folder.Substring(Path.GetPathRoot(folder)!.Length).Split([Path.DirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
}
