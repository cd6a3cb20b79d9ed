using System.Collections;
using System.Collections.Concurrent;

namespace Wellcloud.Client.Tests.Support;

/// <summary>All lines that the engine reports to its observer.</summary>
internal sealed class Sightings : IProgress<string>, IEnumerable<string>
{
    private readonly ConcurrentQueue<string> _lines = new();

    public void Report(string value) => _lines.Enqueue(value);

    public IEnumerator<string> GetEnumerator() => _lines.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
