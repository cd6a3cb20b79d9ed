using System.Collections;
using System.Collections.Concurrent;

namespace Wellcloud.Client.Tests.Support;

/// <summary>All lines that the engine reports to its observer.</summary>
internal sealed class Sightings : IProgress<string>, IEnumerable<string>
{
    private readonly ConcurrentQueue<string> _lines = new();

    /// <summary>What the engine has to wait for before its next line is taken.</summary>
    public Task Held { get; set; } = Task.CompletedTask;

    public void Report(string value)
    {
        Held.Wait();
        _lines.Enqueue(value);
    }

    public IEnumerator<string> GetEnumerator() => _lines.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
