namespace Wellcloud.Bench;

/// <summary>A program that does a workload.</summary>
/// <param name="Name">The name in the table.</param>
/// <param name="Program">The path of the program; null when it is not installed.</param>
/// <param name="Arguments">Returns the arguments of the program for a folder, where it saves its files.</param>
internal sealed record Contender(string Name, string? Program, Func<string, IEnumerable<string>> Arguments)
{
    /// <summary>What the memory of its shell, or the time of the network before it, is when nothing is done. It is subtracted; null to subtract nothing.</summary>
    public Measurement? Idle { get; init; }

    /// <summary>Whether the memory of its process says nothing: that of another process counts, or it holds more than the work needs.</summary>
    public bool HidesMemory { get; init; }

    /// <summary>Whether it measures itself: the last line of its output is the time in milliseconds.</summary>
    public bool TimesItself { get; init; }

    /// <summary>Whether the program runs only once, because it is slow.</summary>
    public bool Once { get; init; }

    /// <summary>The expected output; null when it does not matter.</summary>
    public string? Expected { get; init; }
}
