using System.Diagnostics;
using Wellcloud.Client.Files;
using Wellcloud.Client.Names;
using Wellcloud.Client.Saving;

namespace Wellcloud.Client.Playing;

/// <summary>Plays audio from a temporary file, with the program that the system opens such files with.</summary>
/// <param name="client">The service.</param>
public sealed class SystemPlayer(WellcloudClient client)
{
    private const string Prefix = "wellcloud-listening-";

    private static readonly TimeSpan _maximumAge = TimeSpan.FromDays(1);

    /// <summary>Fetches one recording and opens it. A call at least a day later deletes the file.</summary>
    /// <returns>The player's process; null where the system does not return it.</returns>
    /// <exception cref="WellcloudException">The audio cannot be fetched.</exception>
    /// <exception cref="System.ComponentModel.Win32Exception">The system has no program for it.</exception>
    public async Task<Process?> OpenAsync(string id, CancellationToken cancellationToken = default)
    {
        using var audio = await AudioAnswer.OpenToPlayAsync(client, id, cancellationToken).ConfigureAwait(false);
        RemoveOld();
        var path = SafePath.Combine(TemporaryFile.CreateFolder(Prefix), SafeSegment.From(id) + audio.Format!.Extension);
        try
        {
            using var file = File.Create(path);
            await audio.CopyToAsync(file, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            throw FileFault.Write(path, exception);
        }

        return Process.Start(new ProcessStartInfo(path) { UseShellExecute = true });
    }

    private void RemoveOld()
    {
        foreach (var folder in new DirectoryInfo(Path.GetTempPath()).EnumerateDirectories(Prefix + "*"))
        {
            try
            {
                if (client.Time.GetUtcNow() - folder.LastWriteTimeUtc > _maximumAge)
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
