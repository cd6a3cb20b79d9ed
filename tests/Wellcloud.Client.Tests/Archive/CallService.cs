using System.Globalization;
using System.Text;

namespace Wellcloud.Client.Tests.Archive;

/// <summary>A service whose rows and audio a test changes between runs, as a real one does while a call is being worked on.</summary>
internal sealed class CallService : SocketService
{
    private readonly List<string> _asked = [];

    public CallService() => Start();

    /// <summary>The calls in the order of the listing.</summary>
    public List<Call> Calls { get; } = [];

    /// <summary>The ids that audio was requested for, with <c>?</c> if an ETag was sent along.</summary>
    public string[] Asked
    {
        get
        {
            lock (_asked)
            {
                return [.. _asked];
            }
        }
    }

    /// <summary>Adds a call that ended at a time.</summary>
    public Call Add(string id, DateTimeOffset? ended, int seconds = 60)
    {
        var call = new Call(id) { Ended = ended, Seconds = seconds, Audio = AudioSample.Mp3(seconds), ETag = $"\"{id}-1\"" };
        Calls.Add(call);
        return call;
    }

    /// <inheritdoc/>
    protected override (string Head, byte[] Body) Answer(string path, IReadOnlyList<string> headers)
    {
        if (path.EndsWith("/recordings", StringComparison.Ordinal))
        {
            return ("200 OK\r\nContent-Type: application/json", Encoding.UTF8.GetBytes($"[{string.Join(",", Calls.Select(static call => call.Row))}]"));
        }

        var id = Uri.UnescapeDataString(path.Split('/')[^2]);
        var condition = headers.FirstOrDefault(static header => header.StartsWith("If-None-Match:", StringComparison.OrdinalIgnoreCase))?.Split(':', 2)[1].Trim();
        lock (_asked)
        {
            _asked.Add(condition is null ? id : id + "?");
        }

        return Calls.First(call => call.Id == id).Answer(condition);
    }

    /// <summary>A call with one recording.</summary>
    internal sealed class Call(string id)
    {
        public string Id => id;

        public DateTimeOffset? Ended { get; set; }

        /// <summary>The start in the row; null for the end without the seconds.</summary>
        public DateTimeOffset? Started { get; set; }

        public int Seconds { get; set; }

        public string State { get; set; } = "Success";

        public string? AgentName { get; set; }

        public byte[] Audio { get; set; } = [];

        public string? ETag { get; set; }

        public string ContentType { get; set; } = "audio/mpeg";

        /// <summary>The size in the row; null when the row has none.</summary>
        public long? FileSize { get; set; }

        /// <summary>Whether the response announces a length. Without it, the connection ends the audio.</summary>
        public bool HasLength { get; set; } = true;

        /// <summary>The response in place of audio: status, content type and body.</summary>
        public (int Status, string Type, string Body)? Instead { get; set; }

        /// <summary>The row as the service writes it: local times of UTC+8, without an offset.</summary>
        public string Row
        {
            get
            {
                var times = Ended is { } end ? $"\"startTime\":\"{Local(Started ?? end.AddSeconds(-Seconds))}\",\"endTime\":\"{Local(end)}\"," : "";
                return $"{{\"id\":\"{id}\",{times}\"callLength\":{Seconds},\"deviceId\":\"8001@acme.cc\",\"state\":\"{State}\"{(FileSize is { } size ? $",\"fileSize\":{size}" : "")}{(AgentName is { } name ? $",\"agentName\":\"{name}\"" : "")}}}";
            }
        }

        public (string Head, byte[] Body) Answer(string? condition)
        {
            if (Instead is var (status, type, body))
            {
                return ($"{status} No\r\nContent-Type: {type}", Encoding.UTF8.GetBytes(body));
            }

            var tag = (ETag is null ? "" : $"\r\nETag: {ETag}") + (HasLength ? "" : "\r\nConnection: close");
            return condition is not null && condition == ETag ? ($"304 Not Modified{tag}", []) : ($"200 OK\r\nContent-Type: {ContentType}{tag}", Audio);
        }

        private static string Local(DateTimeOffset time) => time.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy.MM.dd HH:mm:ss", CultureInfo.InvariantCulture);
    }
}
