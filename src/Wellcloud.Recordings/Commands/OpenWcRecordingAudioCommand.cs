using System.ComponentModel;
using System.Diagnostics;
using System.Management.Automation;
using Wellcloud.Client.Playing;
using Wellcloud.Client;
using Wellcloud.Recordings.Errors;
using Wellcloud.Recordings.Parameters;
using Wellcloud.Recordings.Pipeline;
using Wellcloud.Recordings.Resources;
using Wellcloud.Recordings.Sessions;

namespace Wellcloud.Recordings.Commands;

/// <summary>Plays recordings, one after the other.</summary>
[Cmdlet(VerbsCommon.Open, "WcRecordingAudio", DefaultParameterSetName = InputSet)]
[OutputType(typeof(Process))]
public sealed class OpenWcRecordingAudioCommand : SessionCommand
{
    private const string InputSet = "InputObject";
    private const string IdSet = "Id";

    /// <summary>Recordings in any form, or their ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = InputSet)]
    [PlayableTransformation]
    public PlayableRecording[] InputObject { get; set; } = [];

    /// <summary>Recording ids.</summary>
    [Parameter(Mandatory = true, ParameterSetName = IdSet)]
    [ValidateNotNullOrEmpty]
    [IdTransformation]
    public string[] Id { get; set; } = [];

    /// <summary>A program that plays its standard input; the system's player when omitted.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? Player { get; set; }

    /// <summary>The arguments of the player. If omitted, mpv and ffplay get the arguments that they need.</summary>
    [Parameter]
    [ValidateNotNull]
    public string[]? ArgumentList { get; set; }

    /// <summary>Returns the player's process, and does not wait for its end.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => this.RefuseBoundTwice(nameof(InputObject), nameof(Player));

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var program = Player is null ? FindPlayer() : ResolvePlayer(Player);
        foreach (var recording in ParameterSetName is IdSet ? Id.Select(static id => new PlayableRecording(new() { Id = id }, null)) : InputObject)
        {
            // A file on the disk needs no session.
            var client = recording.HasFile ? null : ClientOf(this.RequireSession(Session));
            Run((run, stopping) => OpenAudioAsync(client, program, run, recording, stopping));
        }
    }

    /// <summary>Returns the path of a program. A path is relative to the shell's location, which the system does not know; a name is looked up in the PATH.</summary>
    private string ResolvePlayer(string player) => player.IndexOfAny(['/', '\\']) < 0 ? player : this.ResolvePath(player);

    /// <summary>Returns a known player if the system cannot open files; null for the system's own player.</summary>
    private string? FindPlayer() => SystemPlayer.IsAvailable
        ? null
        : KnownPlayer.Names.FirstOrDefault(name => InvokeCommand.GetCommand(name, CommandTypes.Application) is not null);

    private async Task OpenAudioAsync(WellcloudClient? client, string? program, EngineRun run, PlayableRecording recording, CancellationToken stopping)
    {
        var id = recording.Recording.Id;
        try
        {
            var player = program is null
                ? await OpenAsync(client, recording, stopping).ConfigureAwait(false)
                : await PlayAsync(client, new(program, ArgumentList ?? KnownPlayer.ArgumentsOf(program)), recording, stopping).ConfigureAwait(false);
            if (PassThru && player is not null)
            {
                await run.PostAsync(() => WriteObject(player)).ConfigureAwait(false);
            }
        }
        catch (WellcloudException fault) when (!fault.EndsRun)
        {
            await run.PostAsync(() => WriteError(ErrorRecords.Make(fault, id))).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is Win32Exception or PlatformNotSupportedException)
        {
            // The exception's own message adds a folder that has nothing to do with the fault.
            var reason = exception is Win32Exception system ? new Win32Exception(system.NativeErrorCode).Message : exception.Message;
            var message = string.Format(Messages.PlayerNotStarted, Player is null ? Messages.SystemPlayer : $"'{Player}'", reason);
            await run.PostAsync(() => WriteError(ErrorRecords.Make("PlayerFailed", ErrorCategory.OpenError, message, id, exception, Advise()))).ConfigureAwait(false);
        }
    }

    private static Task<Process?> OpenAsync(WellcloudClient? client, PlayableRecording recording, CancellationToken stopping) => client is null
        ? SystemPlayer.OpenFileAsync(recording.Path!, stopping)
        : SystemPlayer.OpenAsync(client, recording.Recording.Id, stopping);

    private Task<Process> PlayAsync(WellcloudClient? client, StreamPlayer player, PlayableRecording recording, CancellationToken stopping) => client is null
        ? player.PlayFileAsync(recording.Path!, waitForEnd: !PassThru, stopping)
        : player.PlayAsync(client, recording.Recording.Id, waitForEnd: !PassThru, stopping);

    private Advice? Advise()
    {
        if (Player is not null && !KnownPlayer.Names.Contains(Player, StringComparer.OrdinalIgnoreCase))
        {
            return null;
        }

        var (install, player) = KnownPlayer.ToInstall(Player);
        return Advice.For("NoPlayer", install, player);
    }
}
