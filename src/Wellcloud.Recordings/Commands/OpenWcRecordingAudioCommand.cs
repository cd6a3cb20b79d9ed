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
    [RecordingTransformation]
    public Recording[] InputObject { get; set; } = [];

    /// <summary>Recording ids.</summary>
    [Parameter(Mandatory = true, ParameterSetName = IdSet)]
    [ValidateNotNullOrEmpty]
    [IdTransformation]
    public string[] Id { get; set; } = [];

    /// <summary>A program that plays its standard input; the system's player when omitted.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? Player { get; set; }

    /// <summary>The arguments of the player.</summary>
    [Parameter]
    [ValidateNotNull]
    public string[] ArgumentList { get; set; } = [];

    /// <summary>Returns the player's process, and does not wait for its end.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => this.RefuseBoundTwice(nameof(InputObject), nameof(Player));

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var client = ClientOf(this.RequireSession(Session));
        foreach (var id in ParameterSetName is IdSet ? Id : InputObject.Select(static recording => recording.Id))
        {
            Run((run, stopping) => OpenAudioAsync(client, run, id, stopping));
        }
    }

    private async Task OpenAudioAsync(WellcloudClient client, EngineRun run, string id, CancellationToken stopping)
    {
        try
        {
            var player = Player is null
                ? await new SystemPlayer(client).OpenAsync(id, stopping).ConfigureAwait(false)
                : await new StreamPlayer(client, Player, ArgumentList).PlayAsync(id, waitForEnd: !PassThru, stopping).ConfigureAwait(false);
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
            await run.PostAsync(() => WriteError(ErrorRecords.Make("PlayerFailed", ErrorCategory.OpenError, message, id, exception))).ConfigureAwait(false);
        }
    }
}
