using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Http;

/// <summary>When a request is sent again, and after which pause: exponential with jitter, or what the service asks for.</summary>
internal sealed class RetryPolicy(int most, TimeSpan interval, TimeProvider time, Func<double> random)
{
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(2);

    /// <summary>A service that wants a longer pause than this is not waited for.</summary>
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(10);

    /// <summary>The pause before a retry; null when there is to be none.</summary>
    /// <param name="attempt">How many attempts have failed, from 1.</param>
    /// <param name="fault">How the last one failed.</param>
    public TimeSpan? PauseAfter(int attempt, WellcloudException fault)
    {
        if (!fault.IsTransient || attempt > most)
        {
            return null;
        }

        if (fault.RetryAfter is { } asked)
        {
            return asked <= LongestRetryAfter ? asked : null;
        }

        var backoff = Math.Min(interval.TotalSeconds * Math.Pow(2, attempt - 1), LongestBackoff.TotalSeconds);
        return TimeSpan.FromSeconds(backoff * (0.5 + (random() / 2)));
    }

    /// <summary>Runs an attempt until it succeeds or fails for good.</summary>
    /// <param name="attempt">Gets the number of the attempt, from 1.</param>
    /// <param name="observer">Told of every retry.</param>
    /// <param name="cancellationToken">Interrupts pauses too.</param>
    /// <param name="beforePause">Told of every fault that is going to be retried.</param>
    public async Task<T> RunAsync<T>(
        Func<int, Task<T>> attempt, IProgress<string>? observer, CancellationToken cancellationToken, Action<WellcloudException>? beforePause = null)
    {
        for (var number = 1; ; number++)
        {
            TimeSpan pause;
            try
            {
                return await attempt(number).ConfigureAwait(false);
            }
            catch (WellcloudException fault) when (PauseAfter(number, fault) is { } wanted)
            {
                pause = wanted;
                beforePause?.Invoke(fault);
                observer?.Report(string.Format(Messages.Retrying, fault.Message, pause.TotalSeconds, number, most));
            }

            await time.PauseAsync(pause, cancellationToken).ConfigureAwait(false);
        }
    }
}
