using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Http;

/// <summary>Decides when a request is retried, and after which pause: exponential with jitter, or what the service asks for.</summary>
internal sealed class RetryPolicy(int maximum, TimeSpan interval, TimeProvider time, Func<double> random)
{
    private static readonly TimeSpan _longestBackoff = TimeSpan.FromMinutes(2);

    /// <summary>A request is not retried when the service asks for a longer pause.</summary>
    private static readonly TimeSpan _longestRetryAfter = TimeSpan.FromMinutes(10);

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
            return asked <= _longestRetryAfter ? asked : null;
        }

        var backoff = Math.Min(interval.TotalSeconds * Math.Pow(2, attempt - 1), _longestBackoff.TotalSeconds);
        return TimeSpan.FromSeconds(backoff * (0.5 + (random() / 2)));
    }

    /// <summary>Runs attempts until one succeeds or fails for good.</summary>
    /// <param name="attempt">One attempt.</param>
    /// <param name="observer">Told of every retry.</param>
    /// <param name="cancellationToken">Also ends a pause.</param>
    /// <param name="beforePause">Told of every fault that will be retried.</param>
    public async Task<T> RunAsync<T>(
        Func<Task<T>> attempt, IProgress<string>? observer, CancellationToken cancellationToken, Action<WellcloudException>? beforePause = null)
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
                beforePause?.Invoke(fault);
                observer?.Report(string.Format(Messages.Retrying, fault.Message, pause.TotalSeconds, number, maximum));
            }

            await time.PauseAsync(pause, cancellationToken).ConfigureAwait(false);
        }
    }
}
