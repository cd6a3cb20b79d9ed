using System.Text.Json;
using Xunit;

namespace Wellcloud.Emulator.Tests;

public sealed class FaultTests : FaultFixture
{
    [Fact]
    public async Task Rule_skips_requests_ends_after_its_times_and_counts_hits()
    {
        var first = Server.Faults.Add(new() { Kind = FaultKind.Status, Status = 503, Endpoint = Endpoint.Audio, Skip = 1, Times = 2 });
        var second = Server.Faults.Add(new() { Kind = FaultKind.Status, Status = 502, Id = Server.Tenant[0].Id, Times = 1 });
        var statuses = new int[5];
        for (var i = 0; i < statuses.Length; i++)
        {
            statuses[i] = (await AudioAsync()).Status;
        }

        Assert.Equal([502, 503, 503, 200, 200], statuses);
        Assert.Equal((2, 1), (first.Hits, second.Hits));
        Assert.Equal(200, (await Wire.GetAsync(Server, Wire.AudioPath(Server, 1))).Status);
    }

    [Fact]
    public async Task Rule_can_apply_to_every_third_request()
    {
        Add(FaultKind.Status, r => r with { Every = 3, Times = 1 });
        var statuses = new int[7];
        for (var i = 0; i < statuses.Length; i++)
        {
            statuses[i] = (await AudioAsync()).Status;
        }

        Assert.Equal([200, 200, 500, 200, 200, 200, 200], statuses);
    }

    [Fact]
    public async Task Chained_faults_apply_to_the_same_request()
    {
        Add(FaultKind.CutBody, r => r with { Bytes = 10, And = new() { Kind = FaultKind.ChangeETag } });
        var first = await AudioAsync();
        var second = await AudioAsync();
        Assert.Equal((10, 10), (first.Body.Length, second.Body.Length));
        Assert.NotEqual(first.Field("ETag"), second.Field("ETag"));
    }

    [Fact]
    public async Task Status_has_the_error_body_or_the_given_body()
    {
        Add(FaultKind.Status, r => r with { Status = 448, Times = 1 });
        Add(FaultKind.Status, r => r with { Status = 500, Body = "oops", ContentType = "text/plain" });
        var error = await AudioAsync();
        Assert.Equal((448, true), (error.Status, error.Text.Contains("\"code\":\"448\"", StringComparison.Ordinal)));
        Assert.Equal("oops", (await AudioAsync()).Text);
    }

    [Fact]
    public async Task Error_code_can_be_in_the_body_of_a_200()
    {
        Add(FaultKind.CodeInBody, r => r with { Code = "425", ContentType = "audio/mpeg" });
        var answer = await AudioAsync();
        Assert.Equal((200, "audio/mpeg"), (answer.Status, answer.Field("Content-Type")));
        Assert.Contains("\"code\":\"425\"", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retry_After_is_sent_as_seconds_or_as_a_date()
    {
        Add(FaultKind.RetryAfterSeconds, r => r with { Seconds = 7, Times = 1 });
        Add(FaultKind.RetryAfterDate, r => r with { Seconds = 60, Status = 503 });
        Assert.Equal("7", (await AudioAsync()).Field("Retry-After"));
        var dated = await AudioAsync();
        Assert.Equal(503, dated.Status);
        Assert.EndsWith("GMT", dated.Field("Retry-After"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirect_leads_to_its_target()
    {
        Add(FaultKind.Redirect, r => r with { Status = 307, Times = 1 });
        Add(FaultKind.Redirect, r => r with { To = RedirectTarget.SecondOrigin, Times = 1 });
        Add(FaultKind.Redirect, r => r with { To = RedirectTarget.Loop, Times = 1 });
        Add(FaultKind.Redirect, r => r with { To = RedirectTarget.NoLocation, Times = 1 });
        var same = await AudioAsync();
        Assert.Equal((307, Wire.AudioPath(Server, 0) + "&hop=1"), (same.Status, same.Field("Location")));
        var other = new Uri((await AudioAsync()).Field("Location")!);
        Assert.Equal(Server.SecondOriginUri!.Port, other.Port);
        Assert.Equal(Wire.AudioPath(Server, 0), (await AudioAsync()).Field("Location"));
        var nowhere = await AudioAsync();
        Assert.Equal((302, null), (nowhere.Status, nowhere.Field("Location")));

        using var http = new System.Net.Http.HttpClient();
        Assert.Equal(Whole, await http.GetByteArrayAsync(other));
        Assert.Contains(Server.Requests, entry => entry is { Origin: Origin.Second, HasAuthorization: false, Status: 200 });
    }

    [Fact]
    public async Task Token_expires_before_or_during_a_request()
    {
        Add(FaultKind.ExpireToken, r => r with { When = TokenExpiry.During, Times = 1 });
        Assert.Equal(200, (await AudioAsync()).Status);
        Assert.Equal(401, (await AudioAsync()).Status);
        Server.Faults.Clear();
        Add(FaultKind.ExpireToken, r => r with { Times = 1 });
        Assert.Equal(401, (await AudioAsync()).Status);
    }

    [Fact]
    public void Every_kind_survives_JSON()
    {
        foreach (var kind in Enum.GetValues<FaultKind>())
        {
            var json = JsonSerializer.Serialize(new FaultRule { Kind = kind, And = new() { Kind = FaultKind.Bom } }, FaultRule.JsonOptions);
            Assert.Equal(kind, JsonSerializer.Deserialize<FaultRule>(json, FaultRule.JsonOptions)!.Kind);
        }
    }
}
