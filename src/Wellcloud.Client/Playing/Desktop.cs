using System.Diagnostics;
#if NET8_0_OR_GREATER
using Wellcloud.Client.Resources;
#endif

namespace Wellcloud.Client.Playing;

/// <summary>Opens files with the programs that the system has for them.</summary>
internal static class Desktop
{
#if NET8_0_OR_GREATER
    /// <summary>How long xdg-open may take to say that it has no program. It may also run until the program ends.</summary>
    private static readonly TimeSpan _failureTime = TimeSpan.FromSeconds(2);

    /// <summary>Whether programs can open windows here.</summary>
    public static bool IsAvailable => OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() || IsSet("DISPLAY") || IsSet("WAYLAND_DISPLAY");

    /// <summary>Throws if programs cannot open windows here.</summary>
    public static void RequireAvailable()
    {
        if (!IsAvailable)
        {
            throw new PlatformNotSupportedException(Messages.NoDesktop);
        }
    }

    /// <summary>Opens a file.</summary>
    public static Task<Process?> OpenAsync(string path, CancellationToken cancellationToken) =>
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()
            ? Task.FromResult(Process.Start(new ProcessStartInfo(path) { UseShellExecute = true }))
            : OpenQuietlyAsync(path, cancellationToken);

    /// <summary>Runs xdg-open without its messages, which have nothing to do with recordings.</summary>
    private static async Task<Process?> OpenQuietlyAsync(string path, CancellationToken cancellationToken)
    {
        var opener = Process.Start("/bin/sh", ["-c", "exec xdg-open \"$0\" </dev/null >/dev/null 2>&1", path]);
        await Task.WhenAny(opener.WaitForExitAsync(cancellationToken), Task.Delay(_failureTime, cancellationToken)).ConfigureAwait(false);
        return opener is { HasExited: true, ExitCode: not 0 } ? throw new PlatformNotSupportedException(string.Format(Messages.NoProgramForAudio, path)) : opener;
    }

    private static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));
#else
    // Windows PowerShell runs on Windows only.
    public static bool IsAvailable => true;

    public static void RequireAvailable()
    {
    }

    public static Task<Process?> OpenAsync(string path, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<Process?>(cancellationToken)
            : Task.FromResult<Process?>(Process.Start(new ProcessStartInfo(path) { UseShellExecute = true }));
#endif
}
