using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Wellcloud.Recordings.Pipeline;

/// <summary>
/// One run of the engine on the thread pool. Only the pipeline thread may write, so the run queues its output for it.
/// The queue is bounded: a slow pipeline applies back-pressure instead of using memory.
/// </summary>
internal sealed class EngineRun : IDisposable
{
    private const int Capacity = 4;

    private readonly BlockingCollection<Action> _work = new();
    private readonly SemaphoreSlim _room = new(Capacity, Capacity);
    private readonly ManualResetEventSlim _ended = new();
    private readonly CancellationTokenSource _stop;
    private ExceptionDispatchInfo? _fault;

    public EngineRun(Func<EngineRun, CancellationToken, Task> body, CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _ = Task.Run(() => RunAsync(body));
    }

    /// <summary>Queues work for the pipeline thread, and waits while the queue is full.</summary>
    public async Task PostAsync(Action work)
    {
        await _room.WaitAsync(_stop.Token).ConfigureAwait(false);
        _work.Add(() =>
        {
            _room.Release();
            work();
        });
    }

    /// <summary>Queues work without waiting, even when the queue is full. Only for rare, small output.</summary>
    public void Post(Action work)
    {
        if (!_work.IsAddingCompleted)
        {
            _work.Add(work);
        }
    }

    /// <summary>Does the queued work.</summary>
    /// <param name="wait">How long to wait when the queue is empty.</param>
    /// <returns>False when the run has ended and the queue is empty.</returns>
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

    /// <summary>Stops the run, and waits up to ten seconds until it has closed its files and connections.</summary>
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
            // The pipeline thread throws it, after the work that was queued before.
            _fault = ExceptionDispatchInfo.Capture(exception);
        }
        finally
        {
            _work.CompleteAdding();
            _ended.Set();
        }
    }
}
