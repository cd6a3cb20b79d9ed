using System.CommandLine;
using System.Diagnostics;

namespace Wellcloud.Fuzz;

/// <summary>
/// Damages inputs until it is told to stop: Ctrl+C, <c>--seconds N</c> or <c>--inputs N</c>. <c>--target NAME</c> uses one target. <c>--seed N</c> repeats a run that found something.
/// Exit code 1 means that something was found; the input is in the file that is named.
/// </summary>
internal static class Program
{
    private static readonly TimeSpan _tooLong = TimeSpan.FromSeconds(10);

    public static int Main(string[] arguments)
    {
        var seconds = new Option<int?>("--seconds") { Description = "When to stop. By default on Ctrl+C." };
        var inputs = new Option<long?>("--inputs") { Description = "How many inputs to try." };
        var target = new Option<string?>("--target") { Description = "The one target to use. By default all." };
        var seed = new Option<int?>("--seed") { Description = "The seed at which another run found something. By default a random one." };
        var command = new RootCommand("Damaged input for the engine. Exit code 1: something was found.") { seconds, inputs, target, seed };
        command.SetAction(parsed => Run(parsed.GetValue(seconds), parsed.GetValue(inputs) ?? long.MaxValue, parsed.GetValue(target), parsed.GetValue(seed) ?? Random.Shared.Next()));
        return command.Parse(arguments).Invoke(new() { ProcessTerminationTimeout = null });
    }

    private static int Run(int? seconds, long inputs, string? target, int seed)
    {
        var folder = Directory.CreateTempSubdirectory("wellcloud-fuzz-").FullName;
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, press) =>
        {
            press.Cancel = true;
            stop.Cancel();
        };
        if (seconds is { } limit)
        {
            stop.CancelAfter(TimeSpan.FromSeconds(limit));
        }

        try
        {
            return Run([.. new Targets(folder).All.Where(each => target is null || each.Name == target)], seed, inputs, stop.Token);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Run(IReadOnlyList<Target> all, int seed, long inputs, CancellationToken stop)
    {
        var counts = new long[all.Count];
        var clock = Stopwatch.StartNew();
        var next = TimeSpan.FromSeconds(5);
        for (; inputs > 0 && !stop.IsCancellationRequested; seed++, inputs--)
        {
            var random = new Random(seed);
            var number = random.Next(all.Count);
            var input = Mutation.Damage(all[number].Samples, random);
            using (new Timer(_ => Found(all[number], seed, input, "takes too long"), null, _tooLong, Timeout.InfiniteTimeSpan))
            {
                try
                {
                    all[number].Run(input);
                }
                catch (Exception exception)
                {
                    // No exception of any kind is expected here.
                    return Found(all[number], seed, input, exception.ToString());
                }
            }

            counts[number]++;
            if (clock.Elapsed > next)
            {
                Report();
                next += TimeSpan.FromSeconds(5);
            }
        }

        Report();
        return 0;

        void Report() => Console.WriteLine($"{clock.Elapsed:hh\\:mm\\:ss}  {counts.Sum():N0} inputs: {string.Join(", ", all.Select((target, index) => $"{target.Name} {counts[index]:N0}"))}");
    }

    private static int Found(Target target, int seed, byte[] input, string what)
    {
        var file = Path.GetFullPath($"fuzz-{target.Name}-{seed}.bin");
        File.WriteAllBytes(file, input);
        Console.WriteLine($"{target.Name}, seed {seed}, input in {file}: {what}");
        return 1;
    }
}
