namespace Wellcloud.Client.Tests.Saving;

/// <summary>A kind of rate limit.</summary>
/// <param name="Name">How docs/reliability.md calls it.</param>
/// <param name="At">Makes a service with this limit, for a rate.</param>
/// <param name="Ideal">The shortest time for 200 recordings in seconds, for a rate; zero where the limit is not reached.</param>
internal sealed record LimitCase(string Name, Func<double, LimitModel> At, Func<double, double> Ideal)
{
    public const int Recordings = 200;

    public static IReadOnlyList<LimitCase> All { get; } =
    [
        Bucket("evenly, no bucket", static _ => 1),
        Bucket("bucket of 2", static _ => 2),
        Bucket("bucket of 6 (nginx, `burst=5 nodelay`)", static _ => 6),
        Bucket("bucket of one second", static rate => rate),
        Bucket("bucket of 50", static _ => 50),
        new("in each second of the clock", static rate => new WindowLimit(rate, 1), static rate => (Recordings / rate) - 1),
        new("in each minute of the clock", static rate => new WindowLimit(60 * rate, 60), static rate => Math.Floor((Recordings - 1) / (60 * rate)) * 60),
        new("in any second", static rate => new SlidingLimit(rate, countsRefused: false), static rate => (Recordings / rate) - 1),
        new("in any second, and refused requests count", static rate => new SlidingLimit(rate, countsRefused: true), static rate => (Recordings / rate) - 1),
        new("shared with a program that takes half", static rate => new SharedLimit(new BucketLimit(rate, rate), others: rate / 2), static rate => (2 * Recordings / rate) - 1),

        // It changes after 50 recordings or, when there are only a fifth of them in that time, after 30.
        new("later only a fifth", static rate => new ChangingLimit(new BucketLimit(rate, rate), new BucketLimit(rate / 5, 1), 50 / rate), static rate => (50 / rate) + (150 / (rate / 5)) - 5),
        new("at first only a fifth", static rate => new ChangingLimit(new BucketLimit(rate / 5, 1), new BucketLimit(rate, rate), 150 / rate), static rate => (320 / rate) - 1),
    ];

    private static LimitCase Bucket(string name, Func<double, double> size) =>
        new(name, rate => new BucketLimit(rate, size(rate)), rate => (Recordings - size(rate)) / rate);
}
