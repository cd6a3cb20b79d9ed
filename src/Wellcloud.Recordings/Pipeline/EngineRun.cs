using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Wellcloud.Recordings.Pipeline;

/// <summary>
/// One run of the engine on the thread pool. What it has to say is queued as work for the pipeline thread, the only one that may write.
/// The queue is bounded, so a slow pipeline slows the engine down and not the memory up.
/// </summary>
internal sealed class EngineRun : IDisposable
{
    private const int Room = 4;

    private readonly BlockingCollection<Action> _work = new();
    private readonly SemaphoreSlim _room = new(Room, Room);
    private readonly ManualResetEventSlim _ended = new();
    private readonly CancellationTokenSource _stop;
    private ExceptionDispatchInfo? _fault;

    public EngineRun(Func<EngineRun, CancellationToken, Task> body, CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _ = Task.Run(() => RunAsync(body));
    }

    /// <summary>Queues work for the pipeline thread, waiting while it is behind.</summary>
    public async Task PostAsync(Action work)
    {
        await _room.WaitAsync(_stop.Token).ConfigureAwait(false);
        _work.Add(() =>
        {
            _room.Release();
            work();
        });
    }

    /// <summary>Queues a line or two that nobody waits for.</summary>
    public void Post(Action work)
    {
        if (!_work.IsAddingCompleted)
        {
            _work.Add(work);
        }
    }

    /// <summary>Does what is queued, waiting for the first of it for as long as is given.</summary>
    /// <returns>False when the run has ended and nothing is left.</returns>
    public bool Drain(TimeSpan wait)
    {
        if (_work.TryTake(out var work, (int)wait.TotalMilliseconds, _stop.Token))
        {
            do
            {
                work();
            }
            while (_work.TryTake(out work));
            return true;
        }

        if (!_work.IsCompleted)
        {
            return true;
        }

        _fault?.Throw();
        return false;
    }

    /// <summary>Stops the run and waits, within a bound, until it has let go of its files and connections.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        if (_ended.Wait(TimeSpan.FromSeconds(10)))
        {
            _stop.Dispose();
            _work.Dispose();
            _room.Dispose();
        }
    }

    private async Task RunAsync(Func<EngineRun, CancellationToken, Task> body)
    {
        try
        {
            await body(this, _stop.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Not swallowed: the pipeline thread throws it when it has done what came before.
            _fault = ExceptionDispatchInfo.Capture(exception);
        }
        finally
        {
            _work.CompleteAdding();
            _ended.Set();
        }
    }
}
