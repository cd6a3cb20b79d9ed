using System.Diagnostics;
using Wellcloud.Client.Files;
using Wellcloud.Client.Names;
using Wellcloud.Client.Saving;

namespace Wellcloud.Client.Playing;

/// <summary>Plays audio from a file, with the program that the system opens such files with.</summary>
public static class SystemPlayer
{
    private const string Prefix = "wellcloud-listening-";

    private static readonly TimeSpan _maximumAge = TimeSpan.FromDays(1);

    /// <summary>Whether this session of the system can show a player: on Linux only if it is graphical.</summary>
    public static bool IsAvailable => Desktop.IsAvailable;

    /// <summary>Fetches one recording into a temporary file and opens it. A call at least a day later deletes the file.</summary>
    /// <returns>The player's process; null where the system does not return it.</returns>
    /// <exception cref="WellcloudException">The audio cannot be fetched.</exception>
    /// <exception cref="System.ComponentModel.Win32Exception">Windows or macOS has no program for it.</exception>
    /// <exception cref="PlatformNotSupportedException">Linux has no program for it, or no desktop.</exception>
    public static async Task<Process?> OpenAsync(WellcloudClient client, string id, CancellationToken cancellationToken = default)
    {
        Desktop.RequireAvailable();
        using var audio = await AudioAnswer.OpenToPlayAsync(client, id, cancellationToken).ConfigureAwait(false);
        var path = Path.GetTempPath();
        try
        {
            RemoveOld(client.Time);
            path = SafePath.Combine(TemporaryFile.CreateFolder(Prefix), SafeSegment.From(id) + audio.Format!.Extension);
            using var file = File.Create(path);
            await audio.CopyToAsync(file, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            throw FileFault.Write(path, exception);
        }

        return await Desktop.OpenAsync(path, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens a file.</summary>
    /// <returns>The player's process; null where the system does not return it.</returns>
    /// <exception cref="System.ComponentModel.Win32Exception">Windows or macOS has no program for it.</exception>
    /// <exception cref="PlatformNotSupportedException">Linux has no program for it, or no desktop.</exception>
    public static Task<Process?> OpenFileAsync(string path, CancellationToken cancellationToken = default)
    {
        Desktop.RequireAvailable();
        return Desktop.OpenAsync(path, cancellationToken);
    }

    private static void RemoveOld(TimeProvider time)
    {
        foreach (var folder in new DirectoryInfo(Path.GetTempPath()).EnumerateDirectories(Prefix + "*"))
        {
            try
            {
                if (time.GetUtcNow() - folder.LastWriteTimeUtc > _maximumAge)
                {
                    folder.Delete(recursive: true);
                }
            }
            catch (Exception exception) when (FileFault.IsFile(exception))
            {
                // Somebody still listens to it, or it belongs to another user.
            }
        }
    }
}
