using System.Diagnostics;
using Wellcloud.Client.Http;
using Wellcloud.Client.Names;

namespace Wellcloud.Client.Audio;

/// <summary>Plays audio with whatever program the system opens such files with, from a temporary file.</summary>
/// <param name="client">The service.</param>
public sealed class SystemPlayer(WellcloudClient client)
{
    private const string Prefix = "wellcloud-listening-";

    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>Fetches one recording and opens it. The file is removed by a later call, a day on.</summary>
    /// <returns>The player's process, where the system tells it.</returns>
    /// <exception cref="WellcloudException">The audio could not be had.</exception>
    /// <exception cref="System.ComponentModel.Win32Exception">The system has no program for it.</exception>
    public async Task<Process?> OpenAsync(string id, CancellationToken cancellationToken = default)
    {
        using var audio = await client.Retry.RunAsync(
            _ => client.OpenAudioAsync(id, false, null, cancellationToken), client.Observer, cancellationToken).ConfigureAwait(false);
        RemoveOld();
        var path = SafePath.Combine(TemporaryFile.Folder(Prefix), SafeSegment.From(id) + audio.Format!.Extension);
        try
        {
            using var file = File.Create(path);
            await file.WriteAsync(audio.Head, 0, audio.Head.Length, cancellationToken).ConfigureAwait(false);
            await audio.Body.CopyToAsync(file, 81920, cancellationToken).ConfigureAwait(false);
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
                if (client.Time.GetUtcNow() - folder.LastWriteTimeUtc > Kept)
                {
                    folder.Delete(recursive: true);
                }
            }
            catch (Exception exception) when (FileFault.IsFile(exception))
            {
                // Still being listened to, or another user's.
            }
        }
    }
}
