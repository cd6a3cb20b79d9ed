using System.Globalization;

namespace Wellcloud.Bench;

/// <summary>All workloads, with the command line of each program.</summary>
internal static class Workloads
{
    private const string Listing = "api/operation/tenant/recordings";
    private const int Latency = 30;

    private static readonly string Self = typeof(Workloads).Assembly.Location;

    public static IEnumerable<Workload> All(BenchPlan plan, Shell? shell)
    {
        string[] rows = ["--recordings", Text(plan.Rows)];
        yield return new("starting", "Start, the whole process", rows, service => Task.FromResult<IReadOnlyList<Contender>>(
        [
            WholeShell("a bare shell", "1 | Out-Null"),
            WholeShell("Import-Module of an empty binary module", $"Import-Module '{plan.EmptyModule}'"),
            WholeShell("Import-Module", $"Import-Module '{plan.Module}'"),
            Module(plan, shell, service, "Import-Module; Connect-Wellcloud -Token", "1 | Out-Null") with { Shell = null },
            Module(plan, shell, service, "… and the first recording of the listing", "Get-WcRecording -First 1 | Out-Null") with { Shell = null },
        ]))
        { Times = 3 };
        Contender WholeShell(string name, string script) => InShell(shell, name, script) with { Shell = null };

        yield return new("listing", $"List {plan.Rows:N0} recordings", rows, service => Task.FromResult<IReadOnlyList<Contender>>(
        [
            Module(plan, shell, service, "Get-WcRecording > $null", "Get-WcRecording > $null"),
            Module(plan, shell, service, "Get-WcRecording | Measure-Object", "(Get-WcRecording | Measure-Object).Count") with { Expected = Text(plan.Rows) },
            Engine(service, "list"),
            InShell(shell, "Invoke-RestMethod > $null", $"{Rest(service)} > $null") with { Once = true },
            Pipe("curl | jq length", service, "jq length") with { Expected = Text(plan.Rows) },
        ]));
        yield return new("listing", "Ten times the rows", rows, service => Task.FromResult<IReadOnlyList<Contender>>(
            [.. new[] { 1, 10, 100 }.Select(part => Module(plan, shell, service, $"{plan.Rows * (long)part / 100:N0} rows", $"Get-WcRecording -First {plan.Rows * (long)part / 100} > $null"))]));
        yield return new("listing", $"List {plan.Rows:N0} recordings, take ten", rows, service => Task.FromResult<IReadOnlyList<Contender>>(
        [
            Module(plan, shell, service, "Get-WcRecording | Select-Object -First 10", "@(Get-WcRecording | Select-Object -First 10).Count") with { Expected = "10" },
            InShell(shell, "Invoke-RestMethod | Select-Object -First 10", $"@({Rest(service)} | ForEach-Object {{ $_ }} | Select-Object -First 10).Count") with { Once = true, Expected = "10" },
        ]));
        yield return new("listing", $"List {plan.Rows:N0} recordings, keep about 1 %", rows, service => Task.FromResult<IReadOnlyList<Contender>>(
        [
            Module(plan, shell, service, "Get-WcRecording (all)", "Get-WcRecording > $null"),
            Module(plan, shell, service, "Get-WcRecording -DeviceId … -CallDirection …", "Get-WcRecording -DeviceId 8001@acme.cc -CallDirection Inbound > $null"),
            Module(plan, shell, service, "Get-WcRecording -AgentName 张* -MinimumLength …", "Get-WcRecording -AgentName 张* -MinimumLength 150 > $null"),
            Pipe("curl | jq select", service, """jq -c '.[] | select(.deviceId == "8001@acme.cc" and .callDirection == "Inbound")' > /dev/null"""),
        ]));

        yield return Saving(plan, shell, $"Save {plan.Files:N0} files of {plan.FileBytes / 1000} KB", 0, plan.Scratch, 50);
        yield return Saving(plan, shell, $"Save {plan.Files:N0} files of {plan.FileBytes / 1000} KB, {Latency} ms away, no disk", Latency, plan.MemoryScratch ?? plan.Scratch, 64);
    }

    private static Workload Saving(BenchPlan plan, Shell? shell, string title, int latency, string scratch, int limit)
    {
        // A few more than are saved: some of the recordings have no audio.
        string[] tenant = ["--recordings", Text(plan.Files + (plan.Files / 10) + 10), "--audio-bytes", Text(plan.FileBytes), "--latency", Text(latency)];
        return new("saving", title, tenant, async service =>
        {
            var list = await UrlLists.WriteAsync(service, plan);
            var header = $"Authorization: {service.Token}";
            return
            [
                Module(plan, shell, service, $"Save-WcRecordingAudio -ThrottleLimit {limit}", Save(plan, $" -ThrottleLimit {limit}")),
                Module(plan, shell, service, "Save-WcRecordingAudio", Save(plan, "")),
                Engine(service, "save", limit, plan.Files) with { Expected = Text(plan.Files) },
                new($"a bare loop over HttpClient, {limit} at once", Environment.ProcessPath, folder => [Self, "bare", list.Wget, service.Token, folder, Text(limit)]),
                new($"curl -Z --parallel-max {limit}", Tool.Find("curl"), folder => ["-s", "-Z", "--parallel-max", Text(limit), "-H", header, "-K", list.Curl(folder)]),
                new("curl -Z (default: 50)", Tool.Find("curl"), folder => ["-s", "-Z", "-H", header, "-K", list.Curl(folder)]),
                new("aria2c -j16", Tool.Find("aria2c"), folder => ["-q", "-j16", "--header", header, "-d", folder, "-i", list.Aria2]) { Once = true },
                new("aria2c (default: 5)", Tool.Find("aria2c"), folder => ["-q", "--header", header, "-d", folder, "-i", list.Aria2]) { Once = true },
                new("rclone --transfers 32", Tool.Find("rclone"), folder => Rclone(service, list, folder, 32)),
                new("rclone (default: 4)", Tool.Find("rclone"), folder => Rclone(service, list, folder, 4)) { Once = true },
                InShell(shell, "Invoke-WebRequest, 16 parallel", $"Get-Content '{list.Wget}' | % -Parallel {{ $ProgressPreference = 'SilentlyContinue'; Invoke-WebRequest $_ -Headers @{{ Authorization = '{service.Token}' }} -OutFile \"FOLDER/$([guid]::NewGuid()).mp3\" }} -ThrottleLimit 16") with { Once = true },
                .. latency > 0 ? [] : OneByOne(shell, service, list, header),
            ];
        })
        { Files = plan.Files, Scratch = scratch };
    }

    /// <summary>Returns the programs that save one file after the other. Left out with a latency, because the waits alone would add up to minutes.</summary>
    private static Contender[] OneByOne(Shell? shell, EmulatorProcess service, UrlLists list, string header) =>
        [
            new("wget", Tool.Find("wget"), folder => ["-q", "-P", folder, "--header", header, "-i", list.Wget]) { Once = true },
            InShell(shell, "Invoke-WebRequest, one by one", $"Get-Content '{list.Wget}' | % {{ $i = 0 }} {{ Invoke-WebRequest $_ -Headers @{{ Authorization = '{service.Token}' }} -OutFile \"FOLDER/$(($i++)).mp3\" }}") with { Once = true },
        ];

    private static string Save(BenchPlan plan, string options) =>
        $"Get-WcRecording -State Success -First {plan.Files} | Save-WcRecordingAudio -Destination 'FOLDER' -NameTemplate '{{Id}}'{options}";

    private static Contender Module(BenchPlan plan, Shell? shell, EmulatorProcess service, string name, string script) =>
        InShell(shell, name, $"Import-Module '{plan.Module}'; Connect-Wellcloud -BaseUri {service.BaseUri} -Token {service.Token}; {script}");

    private static Contender InShell(Shell? shell, string name, string script) =>
        new(name, shell?.Program, folder => Shell.Arguments(script.Replace("FOLDER", folder))) { Shell = shell };

    private static Contender Engine(EmulatorProcess service, string work, int limit = 0, int files = 0) =>
        new($"the engine alone, whole process ({work})", Environment.ProcessPath, folder => [Self, "engine", work, service.BaseUri, service.Token, folder, Text(limit), Text(files)]);

    private static Contender Pipe(string name, EmulatorProcess service, string filter) =>
        new(name, Tool.Find("jq") is null || Tool.Find("curl") is null ? null : Tool.Find("sh"), _ => ["-c", $"curl -s -H 'Authorization: {service.Token}' {service.BaseUri}{Listing} | {filter}"]) { IsPipe = true };

    private static string Rest(EmulatorProcess service) => $"Invoke-RestMethod {service.BaseUri}{Listing} -Headers @{{ Authorization = '{service.Token}' }}";

    private static string[] Rclone(EmulatorProcess service, UrlLists list, string folder, int transfers) =>
    [
        "copy", ":http:", folder, "--http-url", service.BaseUri, "--http-headers", $"Authorization,{service.Token}", "--http-no-head",
        "--files-from-raw", list.Rclone, "--no-traverse", "--transfers", Text(transfers), "--config", "/dev/null", "-q",
    ];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
