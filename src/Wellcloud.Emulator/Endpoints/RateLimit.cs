using System.Globalization;
using Wellcloud.Emulator.Answers;

namespace Wellcloud.Emulator.Endpoints;

/// <summary>Accepts a number of requests a second, evenly: one that comes sooner after the last accepted one is refused.</summary>
internal sealed class RateLimit(EmulatorOptions options)
{
    private readonly Lock _lock = new();
    private DateTimeOffset _next;

    /// <summary>Returns the refusal of a request that comes now; null if it is accepted.</summary>
    public Answer? Refuse()
    {
        if (options.Rate is not { } rate)
        {
            return null;
        }

        lock (_lock)
        {
            var now = options.TimeProvider.GetUtcNow();
            if (now >= _next)
            {
                _next = now + TimeSpan.FromSeconds(1.0 / rate);
                return null;
            }
        }

        return Answer.Error(429, "too many requests").With("Retry-After", options.RetryAfter?.ToString(CultureInfo.InvariantCulture));
    }
}
