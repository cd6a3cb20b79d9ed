using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Wellcloud.Soak;

/// <summary>The service in a process of its own, so that its memory is not counted as the engine's.</summary>
internal sealed class Service : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _admin;
    private int _faults;

    private Service(Process process, JsonElement ready)
    {
        _process = process;
        BaseUri = new Uri(ready.GetProperty("baseUri").GetString()!);
        TokenUri = new Uri(ready.GetProperty("tokenUri").GetString()!);
        Token = ready.GetProperty("token").GetString()!;
        _admin = new HttpClient { BaseAddress = new Uri(BaseUri, "/_emulator/") };
    }

    public Uri BaseUri { get; }

    public Uri TokenUri { get; }

    public string Token { get; }

    public static async Task<Service> StartAsync(int recordings, long audioBytes)
    {
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "Wellcloud.Emulator.dll"),
            "--exit-with-stdin", "--recordings", $"{recordings}", "--audio-bytes", $"{audioBytes}", "--latency", "5",
        ];
        var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var ready = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The emulator did not start.");
        using var json = JsonDocument.Parse(ready);
        return new(process, json.RootElement);
    }

    /// <summary>Replaces all faults.</summary>
    public async Task SetFaultsAsync(FaultRule[] rules)
    {
        _faults = await CountFaultsAsync();
        (await _admin.DeleteAsync("faults")).Dispose();
        using var answer = await _admin.PostAsJsonAsync("faults", rules, FaultRule.JsonOptions);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Returns how many requests the fault rules have applied to.</summary>
    public async Task<int> CountFaultsAsync()
    {
        var hits = _faults;
        using var rules = JsonDocument.Parse(await _admin.GetStringAsync("faults"));
        foreach (var rule in rules.RootElement.EnumerateArray())
        {
            hits += rule.GetProperty("hits").GetInt32();
        }

        return hits;
    }

    public async Task<(string Id, string? Sha256)> DescribeAsync(int index)
    {
        using var row = JsonDocument.Parse(await _admin.GetStringAsync($"recordings/{index}"));
        return (row.RootElement.GetProperty("id").GetString()!, row.RootElement.GetProperty("audioSha256").GetString());
    }

    /// <summary>Returns the number of requests in progress, and the highest number so far.</summary>
    public async Task<(int Active, int MaxActive)> ActivityAsync()
    {
        using var log = JsonDocument.Parse(await _admin.GetStringAsync("requests"));
        return (log.RootElement.GetProperty("active").GetInt32(), log.RootElement.GetProperty("maxActive").GetInt32());
    }

    /// <summary>Clears the service's log, which would grow by thousands of requests in each round.</summary>
    public async Task ForgetAsync() => (await _admin.DeleteAsync("requests")).Dispose();

    public async ValueTask DisposeAsync()
    {
        _admin.Dispose();
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
