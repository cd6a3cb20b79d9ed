using System.Text;
using System.Text.Json;
using Xunit;

namespace Wellcloud.Emulator.Tests;

public sealed class TenantTests
{
    private static readonly EmulatedAudio s_audio = new(null);

    [Fact]
    public void Same_seed_and_count_give_the_same_rows()
    {
        Assert.Equal(Rows(new EmulatedTenant(200, 7, s_audio)), Rows(new EmulatedTenant(200, 7, s_audio)));
        Assert.NotEqual(Rows(new EmulatedTenant(200, 7, s_audio)), Rows(new EmulatedTenant(200, 8, s_audio)));
    }

    [Fact]
    public void Calls_of_the_last_days_end_yesterday_in_China()
    {
        var calendar = Calendar.Before(new(2026, 11, 2, 17, 0, 0, TimeSpan.Zero), 3);
        var tenant = new EmulatedTenant(300, 1, s_audio, calendar);
        var days = Enumerable.Range(0, tenant.Count).Select(i => tenant[i].StartTime.Date).Distinct();
        Assert.Equal([new(2026, 10, 31), new(2026, 11, 1), new(2026, 11, 2)], days);
        Assert.Contains("\"startTime\": \"2026.10.31 ", Rows(tenant).First(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_id_is_unique_and_leads_to_its_position()
    {
        var tenant = new EmulatedTenant(50_000, 3, s_audio);
        var ids = new HashSet<string>();
        for (var i = 0; i < tenant.Count; i++)
        {
            var id = tenant[i].Id;
            Assert.True(ids.Add(id));
            Assert.Equal(i, tenant.IndexOf(id));
        }
    }

    [Fact]
    public void Unknown_id_is_not_found()
    {
        var tenant = new EmulatedTenant(100, 1, s_audio);
        var beyond = new EmulatedTenant(101, 1, s_audio)[100].Id;
        foreach (var id in new[] { beyond, "", "x", Guid.Empty.ToString(), tenant.TenantId.ToString(), new EmulatedTenant(100, 2, s_audio)[0].Id })
        {
            Assert.Null(tenant.IndexOf(id));
            Assert.Empty(tenant.IndexesOfCall(id));
        }
    }

    [Fact]
    public void Call_has_exactly_its_recordings()
    {
        var tenant = new EmulatedTenant(5003, 1, s_audio);
        var calls = Enumerable.Range(0, tenant.Count).GroupBy(i => tenant[i].CallId).ToList();
        Assert.All(calls, call => Assert.Equal(call, tenant.IndexesOfCall(call.Key)));
        Assert.Equal([1, 2, 3], calls.Select(call => call.Count()).Distinct().Order());
        Assert.Contains(calls, call => tenant[call.First()].Id == call.Key);
        Assert.Contains(calls, call => tenant[call.First()].Id != call.Key);
    }

    [Fact]
    public void Ten_million_recordings_take_no_memory()
    {
        var tenant = new EmulatedTenant(10_000_000, 1, s_audio);
        var sum = (long)tenant[0].CallLength; // the first one makes the tables
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < tenant.Count; i += 997)
        {
            sum += tenant[i].CallLength;
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
        Assert.NotEqual(0, sum);
    }

    [Fact]
    public void Rows_are_plausible()
    {
        var tenant = new EmulatedTenant(20_000, 1, s_audio);
        var all = Enumerable.Range(0, tenant.Count).Select(i => tenant[i]).ToList();
        Assert.Equal(6, all.Select(r => r.CallDirection).Distinct().Count());
        Assert.InRange(all.Count(r => r.State == "Fail") / (double)all.Count, 0.01, 0.02);
        Assert.True(all.Zip(all.Skip(1)).All(pair => pair.First.StartTime <= pair.Second.StartTime));
        Assert.All(all, r => Assert.InRange(r.CallLength, 3, 600));
        Assert.Equal([2024, 2025, 2026], all.Select(r => r.StartTime.Year).Distinct());
        Assert.InRange(Rows(tenant).Average(row => Encoding.UTF8.GetByteCount(row)), 500, 600);
    }

    [Fact]
    public void Row_has_the_values_of_the_recording()
    {
        var tenant = new EmulatedTenant(300, 1, s_audio);
        foreach (var (text, i) in Rows(tenant).Select((row, i) => (row, i)))
        {
            using var row = JsonDocument.Parse(text);
            var root = row.RootElement;
            var recording = tenant[i];
            Assert.Equal(recording.Id, root.GetProperty("id").GetString());
            Assert.Equal(recording.CallId, root.GetProperty("callId").GetString());
            Assert.Equal($"{recording.StartTime:yyyy.MM.dd HH:mm:ss}", root.GetProperty("startTime").GetString());
            Assert.Equal($"{recording.EndTime:yyyy.MM.dd HH:mm:ss}", root.GetProperty("endTime").GetString());
            Assert.Equal(recording.FileName, root.GetProperty("fileName").GetString());
            Assert.Equal(recording.AgentName, root.GetProperty("agentName").GetString());
            Assert.Equal(recording.ListsParties, root.TryGetProperty("ani", out var ani));
            Assert.Equal(recording.ListsParties ? recording.Ani : null, recording.ListsParties ? ani.GetString() : null);
            Assert.Equal(recording.FileSize, root.TryGetProperty("fileSize", out var size) ? size.GetInt64() : null);
        }
    }

    private static List<string> Rows(EmulatedTenant tenant)
    {
        var room = new byte[RowWriter.LongestRow];
        return [.. Enumerable.Range(0, tenant.Count).Select(i => Encoding.UTF8.GetString(room, 0, RowWriter.WriteListed(room, tenant[i])))];
    }
}
