using System.Runtime.InteropServices;
using System.Text;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Files;

/// <summary>Devices and pipes: they are written to, never replaced, and nothing is put beside them.</summary>
internal static class SpecialFile
{
    private const int TypeMask = 0xF000;
    private const int FolderType = 0x4000;
    private const int RegularType = 0x8000;

    private static readonly bool _isWindows = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    /// <summary>Whether a path leads to a device, a pipe or a socket.</summary>
    /// <param name="path">The full path.</param>
    public static bool Is(string path) => _isWindows
        ? Path.GetFullPath(path).StartsWith(@"\\.\", StringComparison.Ordinal)
        : IsHandle(path) || TypeOf(path) is not (null or FolderType or RegularType);

    /// <summary>Throws if a path leads to a device, a pipe or a socket. Opening a pipe waits for its other end, perhaps for ever.</summary>
    /// <exception cref="IOException">It does.</exception>
    public static void Refuse(string path)
    {
        if (Is(path))
        {
            throw new IOException(Messages.SpecialFile);
        }
    }

    /// <summary>Whether a path names an open handle, such as /dev/stdout. A file behind it belongs to whoever opened it.</summary>
    private static bool IsHandle(string path) =>
        path is "/dev/stdout" or "/dev/stderr" or "/dev/stdin" || path.StartsWith("/dev/fd/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal);

    /// <summary>Returns the type of what a path leads to; null when nothing is there, or when the runtime does not tell.</summary>
    private static int? TypeOf(string path)
    {
        try
        {
            return Stat(Encoding.UTF8.GetBytes(path + '\0'), out var status) == 0 ? status.Mode & TypeMask : null;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    // .NET has no other way to tell a pipe from an empty file without opening it, which would wait for a reader.
    [DllImport("libSystem.Native", EntryPoint = "SystemNative_Stat")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Stat(byte[] path, out FileStatus status);

    /// <summary>The start of the runtime's structure, with more room than it needs.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 512)]
    private struct FileStatus
    {
        [FieldOffset(4)]
        public int Mode;
    }
}
