using System.Net;
using Wellcloud.Emulator;
using Xunit;

namespace Wellcloud.Client.Tests.Faults;

/// <summary>Runs one case: a server with the faults, a client with the case's way to it, a folder, and a clock whose pauses pass at once.</summary>
internal sealed class FaultBench : IAsyncDisposable
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(1);

    private readonly FaultCase _case;
    private readonly ManualTime _time;
    private readonly EmulatorServer _server;
    private readonly ClosedDoor _door = new();
    private readonly WellcloudClient _client;
    private readonly FaultJob _job;
    private readonly Sightings _seen = new();

    private FaultBench(FaultCase fault, ManualTime time, EmulatorServer server)
    {
        (_case, _time, _server) = (fault, time, server);
        _client = new WellcloudClient(Options());
        _job = new FaultJob(server);
    }

    public static async Task RunAsync(string name)
    {
        var fault = FaultTable.Named(name);
        FaultBench? bench = null;
        var time = new ManualTime
        {
            DuringPause = number =>
            {
                if (number == fault.DoorOpens)
                {
                    bench!._door.Open(bench._server.BaseUri.Port);
                }

                return Task.CompletedTask;
            },
        };
        await using var server = await EmulatorServer.StartAsync(ServerFor(fault, time));
        await using (bench = new FaultBench(fault, time, server))
        {
            await bench.RunAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _job.Dispose();
        await _door.DisposeAsync();
    }

    private static EmulatorOptions ServerFor(FaultCase fault, ManualTime time) => new()
    {
        Recordings = 40,
        AudioBytes = 40_000,
        BatchEntries = 3,
        PathBase = "/sdk",
        SecondOrigin = true,
        Secure = fault.Road is Road.Secure or Road.Untrusted or Road.Tunnel or Road.TunnelStranger || fault.Fault.Contains("to https", StringComparison.Ordinal),
        Proxy = fault.Road is Road.Proxy or Road.ProxyStranger or Road.Tunnel or Road.TunnelStranger,
        ProxyUser = "porter",
        ProxyPassword = Secrets.ProxyPassword,
        Token = Secrets.Token,
        AppSecret = Secrets.AppSecret,
        TimeProvider = new SameClock(time),
    };

    private async Task RunAsync()
    {
        using var guard = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        if (_case.Credential && _case.Endpoint is not Endpoint.Token)
        {
            await _client.LoginAsync(guard.Token);
        }

        if (_case.ExpireBetween)
        {
            _server.ExpireTokens();
        }

        foreach (var rule in _case.Rules())
        {
            _server.Faults.Add(rule);
        }

        using (var over = CancellationTokenSource.CreateLinkedTokenSource(guard.Token))
        {
            var silence = EndSilencesAsync(over.Token);
            _seen.Held = _case.Endpoint is Endpoint.Audio ? _job.InputEnded : Task.CompletedTask;
            var fetched = await _job.RunAsync(_client.Observed(_seen), _case.Endpoint, _case.Unannounced, guard.Token);
            await over.CancelAsync();
            await silence;
            if (_case.Road is Road.Tunnel or Road.ClosedDoor)
            {
                // For the proxy, an idle connection is a request in progress.
                _client.Dispose();
            }

            await _server.Requests.WhenIdleAsync(guard.Token);
            AssertOutcome(fetched);
            Secrets.AssertNowhereIn([.. _seen, fetched.Fault?.ToString(), .. _job.Files.Where(static name => name.EndsWith(".json", StringComparison.Ordinal)).Select(System.IO.File.ReadAllText)]);
        }

        AssertRequests();
        AssertPauses();
        if (_case.Endpoint is Endpoint.Audio or Endpoint.Batch)
        {
            await AssertFilesAsync(guard.Token);
        }
    }

    /// <summary>Lets the client's timeout expire each time the server stalls.</summary>
    private async Task EndSilencesAsync(CancellationToken over)
    {
        try
        {
            for (var stalls = 1; ; stalls++)
            {
                await _server.Faults.WaitForStallsAsync(stalls, over);
                if (_case.AfterRows)
                {
                    await _job.FirstRow.WaitAsync(over);
                }

                do
                {
                    await _time.WhenArmedAsync().WaitAsync(over);
                }
                while (!_time.Expire());
            }
        }
        catch (OperationCanceledException)
        {
            // The job is done.
        }
    }

    private void AssertOutcome(Fetched fetched)
    {
        Assert.True(_case.Error == fetched.Fault?.Error, $"expected {_case.Error?.ToString() ?? "no error"}, got {fetched.Fault?.ToString() ?? "none"}");
        if (_case.Error is not null)
        {
            Assert.Equal(_case.AfterRows, fetched.Rows > 0);
            Assert.NotEmpty(fetched.Fault!.Message);
            Assert.NotEmpty(fetched.Fault.Target ?? "");
        }

        if (_case.Endpoint is Endpoint.Audio)
        {
            var status = _case.Status ?? _case.Error switch
            {
                null => fetched.Status is SaveStatus.Resumed ? SaveStatus.Resumed : SaveStatus.Saved,
                WellcloudError.RecordingFileMissing => SaveStatus.Missing,
                WellcloudError.RecordingNotFound => SaveStatus.NotFound,
                _ => SaveStatus.Failed,
            };
            Assert.Equal(status, fetched.Status ?? SaveStatus.Failed);
        }
    }

    private void AssertRequests()
    {
        var requests = _server.Requests.Where(request => request.Endpoint == _case.Endpoint).ToList();
        Assert.InRange(requests.Count, _case.Requests, _case.GetsFurther ? 100 : _case.Requests);
        Assert.Equal(_case.Logins ?? _server.Requests.Count(Endpoint.Token), _server.Requests.Count(Endpoint.Token));
        _case.Check(requests);
    }

    private void AssertPauses()
    {
        Assert.InRange(_time.Pauses.Count, _case.Pauses, _case.GetsFurther ? 100 : _case.Pauses);
        var backoff = _interval;

        // On a slow machine, a silence may end while a head is on its way. That is a fault of the service, after which requests keep a pace.
        foreach (var pause in _time.Pauses)
        {
            Assert.InRange(pause, _case.Pause ?? (_case.GetsFurther ? TimeSpan.Zero : backoff / (_case.IsPatient ? 4 : 2)), _case.Pause ?? backoff);
            backoff *= _case.IsPatient && backoff == 32 * _interval ? 1 : 2;
        }
    }

    /// <summary>Checks that a failed run left only partial files that can be resumed. The next run, without faults, proves it.</summary>
    private async Task AssertFilesAsync(CancellationToken guard)
    {
        var left = _job.Files.ToList();
        if (_case.Error is null)
        {
            Assert.Single(left);
            return;
        }

        var partial = left.Where(static name => name.EndsWith(".partial", StringComparison.Ordinal)).ToList();
        Assert.Equal([.. partial, .. partial.Select(static name => name + ".json")], left);
        if (_case.Error is WellcloudError.RecordingFileMissing or WellcloudError.RecordingNotFound)
        {
            Assert.Empty(left);
        }

        if (_case.Road is not (Road.Direct or Road.Secure))
        {
            return;
        }

        _server.Faults.Clear();
        _server.Requests.Clear();
        using var later = new WellcloudClient(Options());
        var fetched = await _job.RunAsync(later, _case.Endpoint, 0, guard);
        Assert.Null(fetched.Fault);
        Assert.Single(_job.Files);
        Assert.Equal(partial.Count > 0, _server.Requests.First(request => request.Endpoint == _case.Endpoint).Range is not null);
    }

    private WellcloudClientOptions Options()
    {
        var known = new NetworkCredential("porter", Secrets.ProxyPassword);
        var root = _case.Road switch
        {
            Road.NoSuchHost => new Uri("http://wellcloud.invalid/sdk"),
            Road.ClosedDoor => new Uri($"http://127.0.0.1:{_door.Port}/sdk"),
            Road.Secure or Road.Untrusted or Road.Tunnel or Road.TunnelStranger => _server.SecureBaseUri!,
            _ => _server.BaseUri,
        };
        var hasCredential = _case.Credential || _case.Endpoint is Endpoint.Token;
        return new()
        {
            BaseUri = root,
            TokenUri = new Uri(root, "/p"),
            Token = hasCredential ? null : Text.Secure(_server.Token),
            AppId = "emulator-app",
            AppSecret = Text.Secure(Secrets.AppSecret),
            MaximumRetryCount = FaultCase.Retries,
            RetryInterval = _interval,
            TimeProvider = _time,
            UseProxy = _server.ProxyUri is not null,
            Proxy = _server.ProxyUri is null ? null : new WebProxy(_server.ProxyUri) { Credentials = _case.Road is Road.Proxy or Road.Tunnel ? known : null },
            SkipCertificateCheck = _case.Road is not Road.Untrusted,
        };
    }
}
