using System.Diagnostics;
#if !NET8_0_OR_GREATER
using System.Text.RegularExpressions;
#endif

namespace Wellcloud.Client.Audio;

/// <summary>Plays audio with a program that takes it on its standard input, while it arrives.</summary>
/// <param name="client">The service.</param>
/// <param name="program">The program.</param>
/// <param name="arguments">What it is started with.</param>
public sealed class StreamPlayer(WellcloudClient client, string program, IReadOnlyList<string> arguments)
{
    /// <summary>Plays one recording. When cancelled, the player is ended.</summary>
    /// <param name="id">The recording.</param>
    /// <param name="waitForEnd">Whether to wait until the player has ended; else only until it has everything.</param>
    /// <param name="cancellationToken">Ends the transfer and the player.</param>
    /// <returns>The player's process.</returns>
    /// <exception cref="WellcloudException">The audio could not be had, or broke off.</exception>
    /// <exception cref="System.ComponentModel.Win32Exception">The program could not be started.</exception>
    public async Task<Process> PlayAsync(string id, bool waitForEnd, CancellationToken cancellationToken = default)
    {
        using var audio = await client.Retry.RunAsync(
            _ => client.OpenAudioAsync(id, false, null, cancellationToken), client.Observer, cancellationToken).ConfigureAwait(false);
        var player = Process.Start(StartInfo())!;
        using (cancellationToken.Register(() => End(player)))
        {
            try
            {
                await CopyAsync(audio, player.StandardInput.BaseStream, cancellationToken).ConfigureAwait(false);
            }
            catch (IOException)
            {
                // The listener has heard enough and closed the player.
            }

            if (waitForEnd)
            {
                await EndOfAsync(player, cancellationToken).ConfigureAwait(false);
            }
        }

        return player;
    }

    private static async Task CopyAsync(AudioAnswer audio, Stream input, CancellationToken cancellationToken)
    {
        using (input)
        {
            await input.WriteAsync(audio.Head, 0, audio.Head.Length, cancellationToken).ConfigureAwait(false);
            await input.FlushAsync(cancellationToken).ConfigureAwait(false);
            await audio.Body.CopyToAsync(input, 81920, cancellationToken).ConfigureAwait(false);
        }
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
            // It has ended already.
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
    /// <summary>An argument as Windows splits a command line: backslashes count only before a quotation mark.</summary>
    private static string Quote(string argument) =>
        argument.Length > 0 && argument.All(static character => !char.IsWhiteSpace(character) && character != '"')
            ? argument
            : "\"" + Regex.Replace(Regex.Replace(argument, @"(\\*)""", @"$1$1\"""), @"(\\+)$", "$1$1") + "\"";
#endif
}
