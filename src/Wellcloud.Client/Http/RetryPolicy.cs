using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Http;

/// <summary>Decides when a request is retried, and after which pause: exponential with jitter, or what the service asks for.</summary>
internal sealed class RetryPolicy(int maximum, TimeSpan interval, TimeProvider time, Func<double> random)
{
    /// <summary>A request is not retried when the service asks for a longer pause.</summary>
    public static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan _longestBackoff = TimeSpan.FromMinutes(2);

    /// <summary>The longest pause while the service may be down: short, so that its return is noticed soon.</summary>
    private static readonly TimeSpan _longestProbe = TimeSpan.FromSeconds(16);

    /// <summary>The number of retries.</summary>
    public int Maximum => maximum;

    /// <summary>Returns the pause before a retry; null when the request is not retried.</summary>
    /// <param name="attempt">The number of failed attempts, from 1.</param>
    /// <param name="fault">The fault of the last attempt.</param>
    public TimeSpan? PauseAfter(int attempt, WellcloudException fault)
    {
        if (!fault.IsTransient || attempt > maximum)
        {
            return null;
        }

        if (fault.RetryAfter is { } asked)
        {
            return asked <= LongestRetryAfter ? asked : null;
        }

        return Backoff(attempt, _longestBackoff);
    }

    /// <summary>Returns the pause before a recording is requested again after a fault that may be the service's. It does not depend on the number of retries left.</summary>
    /// <param name="attempt">The number of failed attempts, from 1.</param>
    /// <param name="fault">The fault of the last attempt.</param>
    public TimeSpan PauseAfterService(int attempt, WellcloudException fault) =>
        fault.RetryAfter is { } asked && asked <= LongestRetryAfter ? asked : Backoff(attempt, _longestProbe);

    /// <summary>Runs attempts until one succeeds or fails for good.</summary>
    /// <param name="attempt">One attempt.</param>
    /// <param name="observer">Told of every retry.</param>
    /// <param name="cancellationToken">Also ends a pause.</param>
    public async Task<T> RunAsync<T>(Func<Task<T>> attempt, IProgress<string>? observer, CancellationToken cancellationToken)
    {
        for (var number = 1; ; number++)
        {
            TimeSpan pause;
            try
            {
                return await attempt().ConfigureAwait(false);
            }
            catch (WellcloudException fault) when (PauseAfter(number, fault) is { } wanted)
            {
                pause = wanted;
                Report(observer, fault, pause, number);
            }

            await time.PauseAsync(pause, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Tells an observer of a retry.</summary>
    public void Report(IProgress<string>? observer, WellcloudException fault, TimeSpan pause, int number) =>
        observer?.Report(string.Format(Messages.Retrying, fault.Message, pause.TotalSeconds, number, maximum));

    private TimeSpan Backoff(int attempt, TimeSpan longest) =>
        TimeSpan.FromSeconds(Math.Min(interval.TotalSeconds * Math.Pow(2, attempt - 1), longest.TotalSeconds) * (0.5 + (random() / 2)));
}
