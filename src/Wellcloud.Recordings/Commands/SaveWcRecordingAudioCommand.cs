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
using Wellcloud.Recordings.Sessions;

namespace Wellcloud.Recordings.Commands;

/// <summary>Saves the audio of recordings, with several transfers at once.</summary>
[Cmdlet(VerbsData.Save, "WcRecordingAudio", DefaultParameterSetName = InputFolderSet, SupportsShouldProcess = true)]
[OutputType(typeof(SavedRecording))]
public sealed class SaveWcRecordingAudioCommand : SessionCommand
{
    private const string InputFolderSet = "InputObject";
    private const string InputFileSet = "InputObjectToFile";
    private const string IdFolderSet = "Id";
    private const string IdFileSet = "IdToFile";

    private static readonly TimeSpan FullQueueWait = TimeSpan.FromMilliseconds(100);

    private readonly Channel<Recording> _input = Channel.CreateBounded<Recording>(1024);
    private readonly AudioDoubts _doubts = new();
    private readonly SaveTally _tally = new();
    private AudioSaver? _saver;
    private bool _started;
    private bool _hasRecording;
    private int _given;

    private bool IsWhatIf => MyInvocation.BoundParameters.TryGetValue("WhatIf", out var given)
        ? given is SwitchParameter { IsPresent: true }
        : LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));

    /// <summary>Recordings in any form, or their ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = InputFolderSet)]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = InputFileSet)]
    [RecordingTransformation]
    public Recording[] InputObject { get; set; } = [];

    /// <summary>Recording ids.</summary>
    [Parameter(Mandatory = true, ParameterSetName = IdFolderSet)]
    [Parameter(Mandatory = true, ParameterSetName = IdFileSet)]
    [ValidateNotNullOrEmpty]
    [IdTransformation]
    public string[] Id { get; set; } = [];

    /// <summary>The folder, created if missing; the current location when omitted.</summary>
    [Parameter(Position = 1, ParameterSetName = InputFolderSet)]
    [Parameter(Position = 1, ParameterSetName = IdFolderSet)]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = ".";

    /// <summary>The file, for one recording.</summary>
    [Parameter(Mandatory = true, ParameterSetName = InputFileSet)]
    [Parameter(Mandatory = true, ParameterSetName = IdFileSet)]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>The template for file names below the folder.</summary>
    [Parameter(ParameterSetName = InputFolderSet)]
    [Parameter(ParameterSetName = IdFolderSet)]
    [NameTemplateTransformation]
    [ArgumentCompleter(typeof(NameTemplateCompleter))]
    public NameTemplate NameTemplate { get; set; } = NameTemplate.Default;

    /// <summary>The largest number of transfers at once.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = 64;

    /// <summary>Downloads existing files again, and requests failed recordings too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Returns the outcome of each recording.</summary>
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
        _saver = new AudioSaver(ClientOf(this.RequireSession(Session)), options);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var offset = this.RequireSession(Session).UtcOffset;
        var recordings = ParameterSetName is IdFolderSet or IdFileSet ? Id.Select(static id => new Recording { Id = id }) : InputObject.Select(recording => recording.ReadIn(offset));
        foreach (var recording in recordings)
        {
            Save(recording);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _input.Writer.Complete();
        _tally.Total = _given;
        _saver!.Progress.Total = _given;
        if (_started)
        {
            DrainAll();
            _doubts.Warn(this);
        }

        if (_tally.WithoutAudio > 0)
        {
            WriteWarning(string.Format(Messages.WithoutAudio, _tally.WithoutAudio));
        }

        if (!IsWhatIf)
        {
            WriteSummary(_tally.Summarize());
        }
    }

    private void Save(Recording recording)
    {
        if (OutFile is not null && _hasRecording)
        {
            var fault = new WellcloudException(WellcloudError.NameCollision, string.Format(Messages.SecondRecording, recording.Id, OutFile));
            WriteError(ErrorRecords.Make(fault, recording, Advice.For(nameof(Messages.SecondRecording))));
            return;
        }

        if (!_hasRecording)
        {
            CheckPlaceholders(recording);
        }

        _hasRecording = true;
        if (IsWhatIf && _saver!.Foresee(recording) is { } known)
        {
            _tally.Add(known);
            if (known.Fault is not null)
            {
                WriteError(ErrorRecords.Make(known.Fault, recording));
            }

            return;
        }

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

        StartOnce();
        _given++;
        while (!_input.Writer.TryWrite(recording))
        {
            Drain(FullQueueWait);
        }

        Drain(TimeSpan.Zero);
    }

    private void CheckPlaceholders(Recording first)
    {
        try
        {
            NameTemplate.CheckPlaceholders(first);
        }
        catch (UnknownPlaceholderException exception)
        {
            ThrowTerminatingError(ErrorRecords.Make("UnknownPlaceholder", ErrorCategory.InvalidArgument, exception.Message, NameTemplate, exception));
        }
    }

    private void StartOnce()
    {
        if (_started)
        {
            return;
        }

        _started = true;
        Show(Messages.SaveActivity, _saver!.Progress, _tally);
        Start(async (run, stopping) =>
        {
            await foreach (var outcome in _saver.SaveAsync(_input.Reader.RowsAsync(stopping), stopping).ConfigureAwait(false))
            {
                _doubts.Add(outcome);
                _tally.Add(outcome);

                // Without -PassThru a saved file writes nothing, so do not wake the pipeline for it.
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
