namespace Wellcloud.Emulator.Faults;

/// <summary>The faults to produce.</summary>
public sealed class FaultBook
{
    private readonly Lock _lock = new();
    private readonly List<FaultRule> _rules = [];
    private readonly Action _onClear;
    private readonly List<(int Count, TaskCompletionSource Signal)> _waiting = [];
    private int _stalls;

    internal FaultBook(Action onClear) => _onClear = onClear;

    /// <summary>The rules, in the order in which they are tried.</summary>
    public IReadOnlyList<FaultRule> Rules
    {
        get
        {
            lock (_lock)
            {
                return [.. _rules];
            }
        }
    }

    /// <summary>Adds a rule after the others and returns it, so that its hits can be read.</summary>
    public FaultRule Add(FaultRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        lock (_lock)
        {
            _rules.Add(rule);
        }

        return rule;
    }

    /// <summary>Removes all rules, and makes the fixed token valid again if a rule invalidated it.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _rules.Clear();
            _stalls = 0;
        }

        _onClear();
    }

    /// <summary>Completes when <paramref name="count"/> answers have stalled since the last <see cref="Clear"/>.</summary>
    public Task WaitForStallsAsync(int count = 1, CancellationToken ct = default)
    {
        lock (_lock)
        {
            if (_stalls >= count)
            {
                return Task.CompletedTask;
            }

            var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, signal));
            return signal.Task.WaitAsync(ct);
        }
    }

    /// <summary>Returns the faults of a request: a rule and the rules chained to it.</summary>
    internal IReadOnlyList<FaultRule> Take(Func<FaultRule, bool> wanted)
    {
        lock (_lock)
        {
            var rule = _rules.FirstOrDefault(candidate => wanted(candidate) && candidate.Take());
            var chain = new List<FaultRule>();
            for (; rule is not null; rule = rule.And)
            {
                chain.Add(rule);
                rule.And?.Hit();
            }

            return chain;
        }
    }

    internal void HasStalled(FaultRule rule)
    {
        rule.HasStalled();
        lock (_lock)
        {
            _stalls++;
            _waiting.RemoveAll(wait => wait.Count <= _stalls && wait.Signal.TrySetResult());
        }
    }
}
