using System.Diagnostics;
using System.Text.Json;

namespace Wellcloud.Bench;

/// <summary>The service, in a process of its own that ends with this one.</summary>
internal sealed class EmulatorProcess : IAsyncDisposable
{
    private readonly Process _process;

    private EmulatorProcess(Process process, string baseUri, string token) => (_process, BaseUri, Token) = (process, baseUri, token);

    public string BaseUri { get; }

    public string Token { get; }

    public static async Task<EmulatorProcess> StartAsync(BenchPlan plan, params IEnumerable<string> options)
    {
        var start = new ProcessStartInfo("dotnet", [plan.Emulator, "--exit-with-stdin", .. options]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        var ready = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The emulator did not start.");
        using var json = JsonDocument.Parse(ready);
        return new(process, json.RootElement.GetProperty("baseUri").GetString()!, json.RootElement.GetProperty("token").GetString()!);
    }

    /// <summary>Requests the listing once, so that the first program to be measured does not wait for the service to warm up.</summary>
    public async Task WarmUpAsync()
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", Token);
        await using var body = await http.GetStreamAsync(BaseUri + "api/operation/tenant/recordings");
        await body.CopyToAsync(Stream.Null);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
