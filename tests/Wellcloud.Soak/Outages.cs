using System.Diagnostics;

namespace Wellcloud.Soak;

/// <summary>Times in which the service answers no request for audio, of 5 to 90 s, one after another with pauses in between.</summary>
internal sealed class Outages(Service service)
{
    private static readonly TimeSpan _between = TimeSpan.FromSeconds(45);

    private static readonly (int Seconds, FaultRule Fault)[] _kinds =
    [
        (5, new() { Kind = FaultKind.Status, Status = 503 }),
        (30, new() { Kind = FaultKind.ResetBeforeHeaders }),
        (10, new() { Kind = FaultKind.Html, Status = 404 }),
        (90, new() { Kind = FaultKind.Html, Status = 502 }),
        (60, new() { Kind = FaultKind.Status, Status = 504 }),
    ];

    /// <summary>How many there were.</summary>
    public int Count { get; private set; }

    /// <summary>How long they took together.</summary>
    public TimeSpan Length { get; private set; }

    /// <summary>Brings the outages until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await Task.Delay(_between, stop);
                var (seconds, fault) = _kinds[Count % _kinds.Length];
                var clock = Stopwatch.StartNew();
                Count++;

                // The first rule that matches is used.
                await service.SetFaultsAsync([fault with { Endpoint = Endpoint.Audio }, .. SoakFaults.All]);
                try
                {
                    await Task.Delay(TimeSpan.FromSeconds(seconds), stop);
                }
                finally
                {
                    await service.SetFaultsAsync(SoakFaults.All);
                    Length += clock.Elapsed;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }
}
