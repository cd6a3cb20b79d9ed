using System.Collections;
using Wellcloud.Emulator.Endpoints;

namespace Wellcloud.Emulator.Log;

/// <summary>The last hundred thousand requests in their order, and counts of all requests.</summary>
public sealed class RequestLog : IEnumerable<LoggedRequest>
{
    private const int Kept = 100_000;
    private readonly Lock _lock = new();
    private readonly Queue<LoggedRequest> _entries = new();
    private readonly Dictionary<Endpoint, int> _counts = [];
    private TaskCompletionSource? _idle;

    /// <summary>Requests in progress.</summary>
    public int Active { get; private set; }

    /// <summary>The largest number of requests in progress at once.</summary>
    public int MaxActive { get; private set; }

    /// <summary>Returns how many requests came for an endpoint, or for all of them.</summary>
    public int Count(Endpoint endpoint = Endpoint.Any)
    {
        lock (_lock)
        {
            return endpoint == Endpoint.Any ? _counts.Values.Sum() : _counts.GetValueOrDefault(endpoint);
        }
    }

    /// <summary>Forgets the requests and the largest number in progress.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _entries.Clear();
            _counts.Clear();
            MaxActive = Active;
        }
    }

    /// <summary>Completes when no request is in progress; every entry is then final.</summary>
    public Task WhenIdleAsync(CancellationToken ct = default)
    {
        lock (_lock)
        {
            if (Active == 0)
            {
                return Task.CompletedTask;
            }

            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task.WaitAsync(ct);
        }
    }

    /// <summary>Returns the entries as they are now.</summary>
    public IEnumerator<LoggedRequest> GetEnumerator()
    {
        lock (_lock)
        {
            return _entries.ToList().GetEnumerator();
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Begin(LoggedRequest entry)
    {
        lock (_lock)
        {
            if (_entries.Count == Kept)
            {
                _entries.Dequeue();
            }

            _entries.Enqueue(entry);
            _counts[entry.Endpoint] = _counts.GetValueOrDefault(entry.Endpoint) + 1;
            Active++;
            MaxActive = System.Math.Max(MaxActive, Active);
        }
    }

    internal void End()
    {
        lock (_lock)
        {
            Active--;
            if (Active == 0)
            {
                _idle?.SetResult();
                _idle = null;
            }
        }
    }
}
