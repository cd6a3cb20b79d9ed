namespace Wellcloud.Client.Playing;

/// <summary>Common players, and the arguments with which they play their standard input.</summary>
public static class KnownPlayer
{
    /// <summary>Their names, in order of preference.</summary>
    public static IReadOnlyList<string> Names { get; } = ["mpv", "ffplay"];

    /// <summary>Returns the arguments that a program needs to play its standard input; empty for an unknown program.</summary>
    /// <param name="program">The name or path of the program.</param>
    public static IReadOnlyList<string> ArgumentsOf(string program) => NameOf(program) switch
    {
        "mpv" => ["--no-video", "-"],
        "ffplay" => ["-nodisp", "-autoexit", "-loglevel", "warning", "-"],
        _ => [],
    };

    /// <summary>Returns the command that installs a player on this system.</summary>
    /// <param name="wanted">The player that the user asked for; null for any.</param>
    /// <returns>The command, and the name of the player.</returns>
    public static (string Install, string Player) ToInstall(string? wanted) =>
        (Environment.OSVersion.Platform is PlatformID.Win32NT, wanted is null ? null : NameOf(wanted)) switch
        {
            (true, _) => ("winget install Gyan.FFmpeg", "ffplay"),
            (false, "ffplay") => (Installer + " install ffmpeg", "ffplay"),
            _ => (Installer + " install mpv", "mpv"),
        };

    private static string Installer =>
        System.Runtime.InteropServices.RuntimeInformation.IsOSPlatform(System.Runtime.InteropServices.OSPlatform.OSX) ? "brew" : "sudo apt";

    private static string NameOf(string program) => Path.GetFileNameWithoutExtension(program).ToLowerInvariant();
}
