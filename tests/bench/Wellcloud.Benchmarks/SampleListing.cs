using System.Globalization;
using System.Text;

namespace Wellcloud.Benchmarks;

/// <summary>A listing such as the service sends: every field of the contract and, if asked for, a field that the contract does not name.</summary>
internal static class SampleListing
{
    private static readonly string[] Directions = ["Inbound", "Outbound", "Internal", "PreDictive"];

    /// <summary>Makes a listing.</summary>
    /// <param name="rows">How many rows it has.</param>
    /// <param name="withUnknown">Whether each has a field that the client does not know.</param>
    public static byte[] Make(int rows, bool withUnknown = false)
    {
        var random = new Random(4711);
        var text = new StringBuilder("[", rows * 560);
        var start = new DateTime(2018, 1, 1);
        for (var i = 0; i < rows; i++)
        {
            start = start.AddSeconds(random.Next(60));
            int length = random.Next(600), seat = 8000 + random.Next(400);
            var id = NewId(random);
            text.Append(i == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $$"""
                {"id":"{{id}}","ani":"{{seat}}@zhen04.cc","dnis":"9{{random.Next(100_000_000)}}@zhen04.cc","callDirection":"{{Directions[random.Next(4)]}}","startTime":"{{start:yyyy.MM.dd HH:mm:ss}}","endTime":"{{start.AddSeconds(length):yyyy.MM.dd HH:mm:ss}}","callLength":{{length}},"fileSize":{{length * 2000}},"fileName":"/mnt/volumes/recordings/{{start:yyyy/MMdd}}/{{seat}}@zhen04.cc/{{start:yyyyMMddHHmmss}}_{{id}}.mp3","deviceId":"{{seat}}@zhen04.cc","agentId":"{{seat - 3000}}@zhen04.cc","callId":"{{NewId(random)}}","state":"{{(i % 100 == 0 ? "Fail" : "Success")}}","agentName":"张{{seat % 97}}","tenantId":"61739917-7ba2-43e9-b81a-5a8eb41461b4"
                """);
            text.Append(withUnknown ? ",\"queue\":\"sales\"}" : "}");
        }

        return Encoding.UTF8.GetBytes(text.Append(']').ToString());
    }

    private static Guid NewId(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
