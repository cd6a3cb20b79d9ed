namespace Wellcloud.Bench;

/// <summary>One way to do a piece of work.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Program">Its program; null when it is not installed.</param>
/// <param name="Arguments">What it is started with, given where its files are to go.</param>
internal sealed record Contender(string Name, string? Program, Func<string, IEnumerable<string>> Arguments)
{
    /// <summary>What starting the program costs by itself: it is taken off.</summary>
    public Shell? Shell { get; init; }

    /// <summary>Several processes, whose memory is not known by the first one's.</summary>
    public bool IsPipe { get; init; }

    /// <summary>So slow that one run has to do.</summary>
    public bool Once { get; init; }

    /// <summary>What the output has to say; null for anything.</summary>
    public string? Expected { get; init; }
}
