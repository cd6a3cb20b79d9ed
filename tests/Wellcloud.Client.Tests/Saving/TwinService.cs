using System.Text.Json;
using Wellcloud.Client.Tests.Archive;

namespace Wellcloud.Client.Tests.Saving;

/// <summary>A service whose recordings have chosen ids, and different audio each.</summary>
internal sealed class TwinService : SocketService
{
    private readonly List<string> _asked = [];

    public TwinService() => Start();

    /// <summary>The ids in the listing; audio is there for any id.</summary>
    public IReadOnlyList<string> Ids { get; set; } = [];

    /// <summary>The device in each row of the listing.</summary>
    public string Device { get; set; } = "8001";

    /// <summary>Called with the id before audio is sent.</summary>
    public Action<string> Answering { get; set; } = static _ => { };

    /// <summary>The ids whose audio was asked for.</summary>
    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (_asked)
            {
                return [.. _asked];
            }
        }
    }

    public WellcloudClient Connect() => new(new() { BaseUri = BaseUri, Token = Text.Secure("token"), MaximumRetryCount = 0 });

    protected override (string Head, byte[] Body) Answer(string path, IReadOnlyList<string> headers)
    {
        if (path.EndsWith("/recordings", StringComparison.Ordinal))
        {
            return ("200 OK\r\nContent-Type: application/json", JsonSerializer.SerializeToUtf8Bytes(Ids.Select(id => new { id, deviceId = Device })));
        }

        var wanted = Uri.UnescapeDataString(path.Split('/')[^2]);
        lock (_asked)
        {
            _asked.Add(wanted);
        }

        Answering(wanted);
        return ("200 OK\r\nContent-Type: audio/mpeg", HostileService.AudioOf(wanted));
    }
}
