namespace Wellcloud.Client.Names;

/// <summary>The names that Windows reserves for devices, in any folder and with any extension.</summary>
/// <remarks>From Microsoft's page "Naming Files, Paths, and Namespaces"; <c>CLOCK$</c> is reserved by older systems.</remarks>
internal static class DeviceName
{
    private static readonly string[] _names = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"];

    /// <summary>Returns the length of the device name at the start of a file name, or 0.</summary>
    public static int LengthIn(string fileName)
    {
        var dot = fileName.IndexOf('.');
        var stem = (dot < 0 ? fileName : fileName.Substring(0, dot)).TrimEnd(' ');
        return IsDevice(stem) ? stem.Length : 0;
    }

    private static bool IsDevice(string stem)
    {
        if (stem.Length == 4 && stem[3] is (>= '0' and <= '9') or '\u00B9' or '\u00B2' or '\u00B3')
        {
            return stem.StartsWith("COM", StringComparison.OrdinalIgnoreCase)
                || stem.StartsWith("LPT", StringComparison.OrdinalIgnoreCase);
        }

        return Array.Exists(_names, name => name.Equals(stem, StringComparison.OrdinalIgnoreCase));
    }
}
