namespace Wellcloud.Bench;

/// <summary>A program that does a workload.</summary>
/// <param name="Name">The name in the table.</param>
/// <param name="Program">The path of the program; null when it is not installed.</param>
/// <param name="Arguments">Returns the arguments of the program for a folder, where it saves its files.</param>
internal sealed record Contender(string Name, string? Program, Func<string, IEnumerable<string>> Arguments)
{
    /// <summary>The shell that runs the program. Its own start is subtracted from the result; null to subtract nothing.</summary>
    public Shell? Shell { get; init; }

    /// <summary>Whether the program is several processes, so that the memory of the first one says nothing.</summary>
    public bool IsPipe { get; init; }

    /// <summary>Whether the program runs only once, because it is slow.</summary>
    public bool Once { get; init; }

    /// <summary>The expected output; null when it does not matter.</summary>
    public string? Expected { get; init; }
}
