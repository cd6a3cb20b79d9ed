namespace Wellcloud.Client.Http;

/// <summary>Waits by an injected clock, in the same way on both frameworks.</summary>
internal static class Pause
{
    public static Task PauseAsync(this TimeProvider time, TimeSpan pause, CancellationToken cancellationToken) =>
#if NET8_0_OR_GREATER
        Task.Delay(pause, time, cancellationToken);
#else
        time.Delay(pause, cancellationToken);
#endif
}
