using System.Management.Automation;
using Wellcloud.Client;
using Wellcloud.Recordings.Errors;
using Wellcloud.Recordings.Sessions;

namespace Wellcloud.Recordings.Pipeline;

/// <summary>A command over an asynchronous engine: the engine runs beside the pipeline, the pipeline thread only drains.</summary>
public abstract class WellcloudCommand : PSCmdlet, IProgress<string>, IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _stop = new();
    private EngineRun? _run;

    /// <summary>Ctrl+C, or the end of the pipeline.</summary>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Whatever ended the command, nothing of it goes on.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _run?.Dispose();
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The engine's lines about what it sends and receives: they come out of -Verbose.</summary>
    void IProgress<string>.Report(string value) => _run?.Post(() => WriteVerbose(value));

    /// <summary>The client of a session, the default one when none is given, telling -Verbose what it does where somebody listens.</summary>
    internal WellcloudClient Observed(WellcloudSession? session)
    {
        var client = this.Open(session).Client;
        return IsVerbose ? client.Observed(this) : client;
    }

    private bool IsVerbose => MyInvocation.BoundParameters.TryGetValue("Verbose", out var given)
        ? given is SwitchParameter { IsPresent: true }
        : GetVariableValue("VerbosePreference") is not ActionPreference.SilentlyContinue;

    /// <summary>Starts the engine's part of the command.</summary>
    /// <param name="body">Runs on the thread pool and queues what it has to say.</param>
    internal EngineRun Start(Func<EngineRun, CancellationToken, Task> body)
    {
        _run?.Dispose();
        return _run = new EngineRun(body, _stop.Token);
    }

    /// <summary>Starts the engine's part and drains it to its end.</summary>
    internal void Run(Func<EngineRun, CancellationToken, Task> body)
    {
        Start(body);
        DrainAll();
    }

    /// <summary>Does what the run has queued; a fault that it ended with ends the command.</summary>
    /// <returns>False when the run has ended.</returns>
    internal bool Drain(TimeSpan wait)
    {
        try
        {
            var goesOn = _run!.Drain(wait);
            if (goesOn)
            {
                OnBeat();
            }

            return goesOn;
        }
        catch (WellcloudException fault)
        {
            OnEnd();
            ThrowTerminatingError(ErrorRecords.Make(fault));
            return false;
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Drains to the end.</summary>
    internal void DrainAll()
    {
        while (Drain(Beat))
        {
        }

        OnEnd();
    }

    /// <summary>Called on the pipeline thread a few times a second while the engine runs.</summary>
    private protected virtual void OnBeat()
    {
    }

    /// <summary>Called on the pipeline thread when the engine has ended.</summary>
    private protected virtual void OnEnd()
    {
    }
}
