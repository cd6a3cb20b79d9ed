namespace Wellcloud.Client.Files;

/// <summary>Counts the transfers for which this process may still open files. PowerShell crashes when it runs out of them, so some are left for it.</summary>
internal static class HandleRoom
{
    private const string OwnHandles = "/proc/self/fd";
    private const string Limit = "Max open files";
    private const int LeftToOthers = 24;
    private const int PerTransfer = 3; // the connection, the file, and a file beside it for a moment

    /// <summary>Returns the number; <see cref="int.MaxValue"/> if the system does not report its limit.</summary>
    public static int CountTransfers()
    {
        try
        {
            var line = File.ReadLines("/proc/self/limits").FirstOrDefault(static line => line.StartsWith(Limit, StringComparison.Ordinal));
            return line is not null && int.TryParse(line.Substring(Limit.Length).Split([' '], StringSplitOptions.RemoveEmptyEntries)[0], out var limit)
                ? Math.Max(1, (limit - Directory.EnumerateFileSystemEntries(OwnHandles).Count() - LeftToOthers) / PerTransfer)
                : int.MaxValue;
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            // Only Linux has these files.
            return HandleShortage.Is(exception) ? 1 : int.MaxValue;
        }
    }
}
