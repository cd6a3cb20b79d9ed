using System.Collections.Concurrent;
using System.Diagnostics;

namespace Wellcloud.Wire;

/// <summary>One direction of the wire: packets arrive late, and some not at all.</summary>
/// <param name="from">Where packets come from.</param>
/// <param name="to">Where they go.</param>
/// <param name="delay">How long they take.</param>
/// <param name="loss">The part that is lost, from 0 to 1.</param>
/// <param name="hole">While this file exists, no packet arrives.</param>
internal sealed class Lane(Tun from, Tun to, TimeSpan delay, double loss, string? hole)
{
    private const int LongestPacket = 65536;

    // Always the same packets of a lane are lost.
    private readonly Random _random = new(1);
    private readonly BlockingCollection<(long Sent, byte[] Packet)> _underWay = [];

    public void Start()
    {
        new Thread(Receive) { IsBackground = true }.Start();
        new Thread(Deliver) { IsBackground = true }.Start();
    }

    private void Receive()
    {
        var packet = new byte[LongestPacket];
        while (true)
        {
            var length = from.Read(packet);
            if (_random.NextDouble() >= loss && !File.Exists(hole))
            {
                _underWay.Add((Stopwatch.GetTimestamp(), packet[..length]));
            }
        }
    }

    private void Deliver()
    {
        foreach (var (sent, packet) in _underWay.GetConsumingEnumerable())
        {
            var left = delay - Stopwatch.GetElapsedTime(sent);
            if (left > TimeSpan.Zero)
            {
                Thread.Sleep((int)Math.Ceiling(left.TotalMilliseconds));
            }

            to.Write(packet);
        }
    }
}
