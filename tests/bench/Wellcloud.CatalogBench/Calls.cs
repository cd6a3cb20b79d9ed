using System.Globalization;
using Wellcloud.Catalog.Tests.Support;

namespace Wellcloud.CatalogBench;

/// <summary>Recordings of three years, as a contact centre of forty agents has them; the same ones every time.</summary>
internal static class Calls
{
    private static readonly string[] _directions = ["Inbound", "Inbound", "Inbound", "Inbound", "Outbound", "Outbound", "Outbound", "Internal", "PreDictive", "PreOccupied"];
    private static readonly string[] _names = ["张伟", "王芳", "李娜", "刘洋", "陈静", "杨帆", "赵敏", "黄磊", "周杰", "吴刚"];

    public static IEnumerable<Call> Make(int count)
    {
        var random = new Random(1);
        var start = new DateTime(2023, 11, 1);
        for (var i = 0; i < count; i++)
        {
            var agent = random.Next(40);
            var time = start.AddSeconds((double)i / count * 3 * 365 * 86_400);
            var bytes = new byte[16];
            random.NextBytes(bytes);
            var id = new Guid(bytes).ToString();
            var direction = _directions[random.Next(_directions.Length)];
            var (customer, extension) = ($"{random.NextInt64(13_000_000_000, 20_000_000_000)}@acme.cc", $"{8001 + agent}@acme.cc");
            yield return new()
            {
                Id = id,
                CallId = i % 2 == 0 ? id : new Guid(i, 1, 2, bytes[0], 4, 5, 6, 7, 8, 9, 10).ToString(),
                Start = time.ToString("yyyy.MM.dd HH:mm:ss", CultureInfo.InvariantCulture),
                Length = (int)Math.Exp(2 + (random.NextDouble() * 5)),
                Direction = direction,
                Ani = direction == "Inbound" ? customer : extension,
                Dnis = direction == "Inbound" ? extension : customer,
                Device = extension,
                AgentId = $"agent{agent:000}",
                AgentName = _names[agent % 10] + (agent / 10),
                Path = $"{time:yyyy}/{time:MMdd}/{time:yyyyMMddHHmmss}_{extension}_{id}.mp3",
            };
        }
    }
}
