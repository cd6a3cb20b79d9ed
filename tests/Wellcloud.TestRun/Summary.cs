namespace Wellcloud.TestRun;

/// <summary>The outcome of one runner's tests, from its result file.</summary>
/// <param name="Passed">How many tests passed.</param>
/// <param name="Failed">How many tests failed.</param>
/// <param name="Skipped">How many tests were left out.</param>
/// <param name="Note">A line to show at the end of the run.</param>
internal sealed record Summary(int Passed, int Failed, int Skipped, string? Note = null)
{
    /// <summary>Where runners leave their result files, below the root of the repository.</summary>
    public static string Folder { get; } = Path.Combine("out", "test-results");

    /// <summary>Counts a run that went wrong although no test of it failed, such as one that crashed.</summary>
    public static Summary Broken(string note) => new(0, 1, 0, note);
}
