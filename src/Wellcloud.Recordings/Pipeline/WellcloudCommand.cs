using System.Management.Automation;
using Wellcloud.Client;
using Wellcloud.Client.Saving;
using Wellcloud.Recordings.Errors;
using Wellcloud.Recordings.Parameters;
using Wellcloud.Recordings.Resources;
using Wellcloud.Recordings.Sessions;

namespace Wellcloud.Recordings.Pipeline;

/// <summary>A command that runs the asynchronous engine on the thread pool. Only the pipeline thread writes.</summary>
public abstract class WellcloudCommand : PSCmdlet, IProgress<string>, IDisposable
{
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _stop = new();
    private EngineRun? _run;
    private TransferBar? _bar;

    private bool IsVerbose => MyInvocation.BoundParameters.TryGetValue("Verbose", out var given)
        ? given is SwitchParameter { IsPresent: true }
        : GetVariableValue("VerbosePreference") is not ActionPreference.SilentlyContinue;

    private bool IsInformed =>
        (MyInvocation.BoundParameters.TryGetValue("InformationAction", out var given) ? given : GetVariableValue("InformationPreference"))
            is ActionPreference.Continue or ActionPreference.Inquire;

    /// <summary>Ends a command that is given pipeline input and takes none. The shell would only report each object, and then run the command on everything.</summary>
    protected override void BeginProcessing()
    {
        if (MyInvocation.ExpectingInput && !this.TakesPipelineInput())
        {
            var name = MyInvocation.MyCommand.Name;
            ThrowTerminatingError(ErrorRecords.Make(nameof(Messages.NoPipelineInput), ErrorCategory.InvalidArgument, string.Format(Messages.NoPipelineInput, name), name));
        }
    }

    /// <summary>Cancels the engine when the user presses Ctrl+C or the pipeline stops.</summary>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Ends the engine's run, however the command ended.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _run?.Dispose();
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Writes the engine's report of a request, a response or a retry with -Verbose.</summary>
    void IProgress<string>.Report(string value) => _run?.Post(() => WriteVerbose(value));

    /// <summary>Returns the client of a session. With -Verbose the command also writes what the client sends and receives.</summary>
    internal WellcloudClient ClientOf(WellcloudSession session) => IsVerbose ? session.Client.Observed(this) : session.Client;

    /// <summary>Returns the advice for an error that ends the command; null for the usual advice.</summary>
    internal virtual Advice? AdviceFor(WellcloudException fault) => null;

    /// <summary>Shows a progress bar while the engine runs.</summary>
    /// <param name="activity">What the command does.</param>
    /// <param name="progress">The progress of the engine.</param>
    /// <param name="tally">The outcomes, for a command that counts them.</param>
    /// <param name="withoutTotal">The status while the total is unknown; by default files, bytes and rate.</param>
    internal void Show(string activity, TransferProgress progress, SaveTally? tally = null, string? withoutTotal = null) =>
        _bar = new TransferBar(this, activity, progress, tally, withoutTotal ?? Messages.ProgressWithoutTotal);

    /// <summary>Writes one line about the whole run, which shows with -InformationAction Continue or -Verbose; with both it shows once.</summary>
    internal void WriteSummary(string summary)
    {
        WriteInformation(summary, ["Summary"]);
        if (!IsInformed)
        {
            WriteVerbose(summary);
        }
    }

    /// <summary>Starts the engine.</summary>
    /// <param name="body">Runs on the thread pool, and queues its output for the pipeline thread.</param>
    internal void Start(Func<EngineRun, CancellationToken, Task> body)
    {
        _run?.Dispose();
        _run = new EngineRun(body, _stop.Token);
    }

    /// <summary>Runs the engine to its end.</summary>
    internal void Run(Func<EngineRun, CancellationToken, Task> body)
    {
        Start(body);
        DrainAll();
    }

    /// <summary>Runs the engine to its end, and returns its result.</summary>
    internal T Run<T>(Func<EngineRun, CancellationToken, Task<T>> body)
    {
        var result = default(T);
        Run(async (run, stopping) => { result = await body(run, stopping).ConfigureAwait(false); });
        return result!;
    }

    /// <summary>Writes what the engine has queued. An error that ended the engine's run ends the command.</summary>
    /// <param name="wait">How long to wait when the queue is empty.</param>
    /// <returns>False when the run has ended and everything is written.</returns>
    internal bool Drain(TimeSpan wait)
    {
        try
        {
            var isRunning = _run!.Drain(wait);
            if (isRunning)
            {
                _bar?.Show();
            }

            return isRunning;
        }
        catch (WellcloudException fault)
        {
            _bar?.Complete();
            ThrowTerminatingError(ErrorRecords.Make(fault, advice: AdviceFor(fault)));
            return false;
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Writes what the engine queues until its run ends.</summary>
    internal void DrainAll()
    {
        while (Drain(RefreshInterval))
        {
        }

        _bar?.Complete();
    }
}
