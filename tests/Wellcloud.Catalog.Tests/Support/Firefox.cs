using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Wellcloud.Catalog.Tests.Support;

/// <summary>A Firefox with a profile of its own, over WebDriver BiDi: Playwright drives only a Firefox that it downloads itself.</summary>
public sealed class Firefox : IAsyncDisposable
{
    private const string Listening = "WebDriver BiDi listening on ";

    private static readonly string[] _places =
    [
        Environment.GetEnvironmentVariable("WELLCLOUD_FIREFOX") ?? "",
        "/usr/bin/firefox", "/usr/bin/firefox-esr", "/Applications/Firefox.app/Contents/MacOS/firefox", @"C:\Program Files\Mozilla Firefox\firefox.exe",
    ];

    // Lets sound start without a click, and makes no requests of its own.
    private static readonly string[] _preferences =
    [
        "\"media.autoplay.default\", 0", "\"media.autoplay.blocking_policy\", 0", "\"intl.accept_languages\", \"en-US\"", "\"app.update.enabled\", false",
        "\"datareporting.policy.dataSubmissionEnabled\", false", "\"toolkit.telemetry.enabled\", false", "\"browser.shell.checkDefaultBrowser\", false",
        "\"network.captive-portal-service.enabled\", false", "\"network.connectivity-service.enabled\", false", "\"services.settings.server\", \"\"",
    ];

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _profile = Directory.CreateTempSubdirectory("wellcloud-firefox-");
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ClientWebSocket _socket = new();
    private readonly Process _process;
    private string _tab = "";
    private int _sent;

    private Firefox(string program)
    {
        File.WriteAllLines(Path.Combine(_profile.FullName, "user.js"), _preferences.Select(static preference => $"user_pref({preference});"));
        _process = Process.Start(new ProcessStartInfo(program, ["--headless", "--no-remote", "--profile", _profile.FullName, "--remote-debugging-port", "0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.ErrorDataReceived += (_, said) =>
        {
            if (said.Data is null)
            {
                _address.TrySetException(new IOException("Firefox ended before it listened."));
            }
            else if (said.Data.StartsWith(Listening, StringComparison.Ordinal))
            {
                _address.TrySetResult(said.Data[Listening.Length..]);
            }
        };
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    /// <summary>Starts Firefox; skips the test if it is not installed.</summary>
    public static async Task<Firefox> StartAsync()
    {
        var program = _places.FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "No Firefox: install it, or name it in WELLCLOUD_FIREFOX.");
        var firefox = new Firefox(program!);
        try
        {
            await firefox.ConnectAsync();
            return firefox;
        }
        catch
        {
            await firefox.DisposeAsync();
            throw;
        }
    }

    public Task GoAsync(string address) => SendAsync("browsingContext.navigate", new() { ["context"] = _tab, ["url"] = address, ["wait"] = "complete" });

    public Task ReloadAsync() => SendAsync("browsingContext.reload", new() { ["context"] = _tab, ["wait"] = "complete" });

    /// <summary>Returns the value of an expression in the page.</summary>
    public async Task<T> EvaluateAsync<T>(string expression)
    {
        var reply = await SendAsync("script.evaluate", new()
        {
            ["expression"] = $"(async () => JSON.stringify(await ({expression})) ?? 'null')()",
            ["target"] = new JsonObject { ["context"] = _tab },
            ["awaitPromise"] = true,
        });
        Assert.True((string?)reply["type"] == "success", reply.ToJsonString());
        return JsonSerializer.Deserialize<T>((string)reply["result"]!["value"]!)!;
    }

    /// <summary>Waits until an expression is true in the page.</summary>
    public async Task UntilAsync(string expression) =>
        Assert.True(
            await EvaluateAsync<bool>($"new Promise(resolve => {{ const end = Date.now() + 30000; const look = () => ({expression}) ? resolve(true) : Date.now() > end ? resolve(false) : setTimeout(look, 20); look(); }})"),
            expression);

    /// <summary>Presses and releases keys, one after the other.</summary>
    public Task PressAsync(params string[] keys) => ActAsync(new()
    {
        ["type"] = "key", ["id"] = "keys",
        ["actions"] = new JsonArray([.. keys.SelectMany(static key => new[] { "keyDown", "keyUp" }.Select(type => new JsonObject { ["type"] = type, ["value"] = key }))]),
    });

    /// <summary>Types a text.</summary>
    public Task TypeAsync(string text) => PressAsync([.. text.EnumerateRunes().Select(static rune => rune.ToString())]);

    /// <summary>Clicks the middle of an element that an expression names.</summary>
    public async Task ClickAsync(string element)
    {
        var at = await EvaluateAsync<int[]>($"(() => {{ const box = ({element}).getBoundingClientRect(); return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)]; }})()");
        await ActAsync(new()
        {
            ["type"] = "pointer", ["id"] = "mouse",
            ["actions"] = new JsonArray(
                new JsonObject { ["type"] = "pointerMove", ["x"] = at[0], ["y"] = at[1] },
                new JsonObject { ["type"] = "pointerDown", ["button"] = 0 },
                new JsonObject { ["type"] = "pointerUp", ["button"] = 0 }),
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_socket.State == WebSocketState.Open)
        {
            await SendAsync("browser.close", []);
        }

        if (!_process.WaitForExit(10_000))
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _socket.Dispose();
        _profile.Delete(recursive: true);
    }

    private async Task ConnectAsync()
    {
        await _socket.ConnectAsync(new(await _address.Task.WaitAsync(_patience) + "/session"), CancellationToken.None);
        await SendAsync("session.new", new() { ["capabilities"] = new JsonObject() });
        _tab = (string)(await SendAsync("browsingContext.getTree", []))["contexts"]![0]!["context"]!;
        await SendAsync("browsingContext.setViewport", new() { ["context"] = _tab, ["viewport"] = new JsonObject { ["width"] = 1280, ["height"] = 800 } });
    }

    private Task ActAsync(JsonObject source) =>
        SendAsync("input.performActions", new() { ["context"] = _tab, ["actions"] = new JsonArray(source) });

    private async Task<JsonNode> SendAsync(string method, JsonObject parameters)
    {
        using var stop = new CancellationTokenSource(_patience);
        var id = ++_sent;
        var request = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        await _socket.SendAsync(Encoding.UTF8.GetBytes(request.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, stop.Token);
        while (true)
        {
            var reply = JsonNode.Parse(await ReceiveAsync(stop.Token))!;
            if ((int?)reply["id"] == id)
            {
                Assert.True((string?)reply["type"] == "success", reply.ToJsonString());
                return reply["result"]!;
            }
        }
    }

    private async Task<byte[]> ReceiveAsync(CancellationToken cancellationToken)
    {
        var room = new byte[64 * 1024];
        using var message = new MemoryStream();
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(room.AsMemory(), cancellationToken);
            message.Write(room, 0, part.Count);
        }
        while (!part.EndOfMessage);

        return message.ToArray();
    }
}
