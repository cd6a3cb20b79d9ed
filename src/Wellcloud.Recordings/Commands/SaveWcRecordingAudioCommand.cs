using System.Management.Automation;
using System.Threading.Channels;
using Wellcloud.Client.Names;
using Wellcloud.Client.Saving;
using Wellcloud.Client;
using Wellcloud.Recordings.Completion;
using Wellcloud.Recordings.Errors;
using Wellcloud.Recordings.Parameters;
using Wellcloud.Recordings.Pipeline;
using Wellcloud.Recordings.Resources;

namespace Wellcloud.Recordings.Commands;

/// <summary>Saves the audio of any number of recordings, several at once.</summary>
[Cmdlet(VerbsData.Save, "WcRecordingAudio", DefaultParameterSetName = InputFolderSet, SupportsShouldProcess = true)]
[OutputType(typeof(SavedRecording))]
public sealed class SaveWcRecordingAudioCommand : SessionCommand
{
    private const string InputFolderSet = "InputObject";
    private const string InputFileSet = "InputObjectToFile";
    private const string IdFolderSet = "Id";
    private const string IdFileSet = "IdToFile";

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    private readonly Channel<Recording> _input = Channel.CreateBounded<Recording>(1024);
    private readonly ShortAudio _shortAudio = new();
    private AudioSaver? _saver;
    private TransferBar? _bar;
    private bool _started;
    private bool _hasOne;

    /// <summary>Recordings in any form: as listed, from a CSV file, back from a job, or their ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = InputFolderSet)]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = InputFileSet)]
    [RecordingTransformation]
    public Recording[] InputObject { get; set; } = [];

    /// <summary>Recording ids.</summary>
    [Parameter(Mandatory = true, ParameterSetName = IdFolderSet)]
    [Parameter(Mandatory = true, ParameterSetName = IdFileSet)]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <summary>The folder, made if missing; the current location when not given.</summary>
    [Parameter(Position = 1, ParameterSetName = InputFolderSet)]
    [Parameter(Position = 1, ParameterSetName = IdFolderSet)]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = ".";

    /// <summary>The file for one recording.</summary>
    [Parameter(Mandatory = true, ParameterSetName = InputFileSet)]
    [Parameter(Mandatory = true, ParameterSetName = IdFileSet)]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>How files are named below the folder.</summary>
    [Parameter(ParameterSetName = InputFolderSet)]
    [Parameter(ParameterSetName = IdFolderSet)]
    [NameTemplateTransformation]
    [ArgumentCompleter(typeof(NameTemplateCompleter))]
    public NameTemplate NameTemplate { get; set; } = NameTemplate.Default;

    /// <summary>How many transfers may run at once.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = 32;

    /// <summary>Fetches what is there already, and asks for what is said to have no audio.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Gives an outcome out for each recording.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        this.RefuseBoundTwice(nameof(InputObject), nameof(Destination));
        var options = new AudioSaveOptions
        {
            Destination = OutFile is null ? this.ResolveFolder(Destination) : this.ResolvePath(Destination),
            OutFile = OutFile is null ? null : this.ResolveFile(OutFile),
            NameTemplate = NameTemplate,
            ThrottleLimit = ThrottleLimit,
            Force = Force,
        };
        _saver = new AudioSaver(OpenClient(), options);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var recordings = ParameterSetName is IdFolderSet or IdFileSet ? Id.Select(static id => new Recording { Id = id }) : InputObject;
        foreach (var recording in recordings)
        {
            Save(recording);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _input.Writer.Complete();
        if (_started)
        {
            DrainAll();
            _shortAudio.Warn(this);
        }
    }

    private protected override void OnBeat() => _bar?.Show();

    private protected override void OnEnd() => _bar?.Complete();

    private void Save(Recording recording)
    {
        if (OutFile is not null && _hasOne)
        {
            WriteError(ErrorRecords.Make(new(WellcloudError.NameCollision, string.Format(Messages.OneFile, recording.Id, OutFile)) { Target = recording.Id }, recording));
            return;
        }

        _hasOne = true;
        try
        {
            if (!ShouldProcess(string.Format(Messages.SaveTarget, recording.Id, _saver!.StemOf(recording)), Messages.SaveAction))
            {
                return;
            }
        }
        catch (WellcloudException fault)
        {
            WriteError(ErrorRecords.Make(fault, recording));
            return;
        }

        Begin();
        while (!_input.Writer.TryWrite(recording))
        {
            Drain(Moment);
        }

        Drain(TimeSpan.Zero);
    }

    private void Begin()
    {
        if (_started)
        {
            return;
        }

        _started = true;
        _bar = new TransferBar(this, Messages.SaveActivity, _saver!.Progress);
        Start(async (run, stopping) =>
        {
            await foreach (var outcome in _saver!.SaveAsync(_input.Reader.RowsAsync(stopping), stopping).ConfigureAwait(false))
            {
                _shortAudio.Add(outcome.Result);

                // The pipeline is not woken for a file that nobody hears of.
                if (PassThru || outcome.Fault is not null)
                {
                    await run.PostAsync(() => Report(outcome)).ConfigureAwait(false);
                }
            }
        });
    }

    private void Report(SaveOutcome outcome)
    {
        if (outcome.Fault is { } fault)
        {
            WriteError(ErrorRecords.Make(fault, outcome.Result.Recording));
        }

        if (PassThru)
        {
            WriteObject(outcome.Result);
        }
    }
}
