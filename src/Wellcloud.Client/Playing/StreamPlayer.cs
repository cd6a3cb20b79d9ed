using System.Diagnostics;
#if !NET8_0_OR_GREATER
using System.Text.RegularExpressions;
#endif
using Wellcloud.Client.Files;
using Wellcloud.Client.Saving;

namespace Wellcloud.Client.Playing;

/// <summary>Plays audio with a program that reads it from its standard input.</summary>
/// <param name="program">The program.</param>
/// <param name="arguments">Its arguments.</param>
public sealed class StreamPlayer(string program, IReadOnlyList<string> arguments)
{
    /// <summary>Plays one recording while it arrives. Cancellation ends the player.</summary>
    /// <param name="client">The service.</param>
    /// <param name="id">The recording.</param>
    /// <param name="waitForEnd">Whether to wait until the player has ended, and not only until it has all audio.</param>
    /// <param name="cancellationToken">Ends the transfer and the player.</param>
    /// <returns>The player's process.</returns>
    /// <exception cref="WellcloudException">The audio cannot be fetched, or was cut off.</exception>
    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public async Task<Process> PlayAsync(WellcloudClient client, string id, bool waitForEnd, CancellationToken cancellationToken = default)
    {
        using var audio = await AudioAnswer.OpenToPlayAsync(client, id, cancellationToken).ConfigureAwait(false);
        return await PlayAsync(input => audio.CopyToAsync(input, cancellationToken), waitForEnd, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Plays a file. Cancellation ends the player.</summary>
    /// <param name="path">The file.</param>
    /// <param name="waitForEnd">Whether to wait until the player has ended, and not only until it has all audio.</param>
    /// <param name="cancellationToken">Ends the player.</param>
    /// <returns>The player's process.</returns>
    /// <exception cref="WellcloudException">The file cannot be read.</exception>
    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public async Task<Process> PlayFileAsync(string path, bool waitForEnd, CancellationToken cancellationToken = default)
    {
        using var audio = Open(path);
        return await PlayAsync(input => audio.CopyToAsync(input, 81920, cancellationToken), waitForEnd, cancellationToken).ConfigureAwait(false);
    }

    private static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            throw FileFault.ReadOne(path, exception);
        }
    }

    private async Task<Process> PlayAsync(Func<Stream, Task> copyTo, bool waitForEnd, CancellationToken cancellationToken)
    {
        var player = Process.Start(StartInfo())!;
        using (cancellationToken.Register(() => End(player)))
        {
            try
            {
                using var input = player.StandardInput.BaseStream;
                await copyTo(input).ConfigureAwait(false);
            }
            catch (IOException)
            {
                // The user has closed the player.
            }

            if (waitForEnd)
            {
                await EndOfAsync(player, cancellationToken).ConfigureAwait(false);
            }
        }

        return player;
    }

    private static async Task EndOfAsync(Process player, CancellationToken cancellationToken)
    {
        var ended = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        player.Exited += (_, _) => ended.TrySetResult(true);
        player.EnableRaisingEvents = true;
        using (cancellationToken.Register(() => ended.TrySetCanceled(cancellationToken)))
        {
            await ended.Task.ConfigureAwait(false);
        }
    }

    private static void End(Process player)
    {
        try
        {
            player.Kill();
        }
        catch (System.InvalidOperationException)
        {
            // The player has ended already.
        }
    }

    private ProcessStartInfo StartInfo()
    {
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, UseShellExecute = false };
#if NET8_0_OR_GREATER
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
#else
        start.Arguments = string.Join(" ", arguments.Select(Quote));
#endif
        return start;
    }

#if !NET8_0_OR_GREATER
    /// <summary>Quotes an argument for Windows, where a backslash is special only before a quotation mark.</summary>
    private static string Quote(string argument) =>
        argument.Length > 0 && argument.All(static character => !char.IsWhiteSpace(character) && character != '"')
            ? argument
            : "\"" + Regex.Replace(Regex.Replace(argument, @"(\\*)""", @"$1$1\"""), @"(\\+)$", "$1$1") + "\"";
#endif
}
