namespace Wellcloud.Catalog.Tests.Support;

/// <summary>Files of the repository that a test reads.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Module { get; } = Path.Combine(Root, "out", "Wellcloud.Recordings", "Wellcloud.Recordings.psd1");

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Wellcloud.Recordings.slnx")) ? folder : Find(Path.GetDirectoryName(folder)!);
}
