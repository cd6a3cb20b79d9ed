namespace Wellcloud.Client.Files;

/// <summary>How many transfers this process has open files for. A shell that runs out of them ends, so some are left to it.</summary>
internal static class HandleRoom
{
    private const string OwnHandles = "/proc/self/fd";
    private const string Limit = "Max open files";
    private const int LeftToOthers = 24;
    private const int PerTransfer = 3; // the connection, the file, and a file beside it for a moment

    /// <summary>Returns the number; no limit where the system does not tell.</summary>
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
