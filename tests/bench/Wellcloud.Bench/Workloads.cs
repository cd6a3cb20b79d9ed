using System.Globalization;

namespace Wellcloud.Bench;

/// <summary>All workloads, with the command line of each program.</summary>
internal static class Workloads
{
    private const string Listing = "api/operation/tenant/recordings";

    /// <summary>Round trips in milliseconds: the first is that of most users.</summary>
    private static readonly int[] Distances = [30, 100, 5, 0];

    private static readonly string Self = typeof(Workloads).Assembly.Location;

    public static IEnumerable<Workload> All(BenchPlan plan, Shell? shell, Wire? wire)
    {
        string[] rows = ["--recordings", Text(plan.Rows)];
        yield return new("starting", "Start, the whole process", rows, service => Task.FromResult<IReadOnlyList<Contender>>(
        [
            WholeShell("a bare shell", "1 | Out-Null"),
            WholeShell("Import-Module of an empty binary module", $"Import-Module '{plan.EmptyModule}'"),
            WholeShell("Import-Module", $"Import-Module '{plan.Module}'"),
            Module(plan, shell, service, "Import-Module; Connect-Wellcloud -Token", "1 | Out-Null") with { TimesItself = false, Idle = null },
            Module(plan, shell, service, "… and the first recording of the listing", "Get-WcRecording -First 1 | Out-Null") with { TimesItself = false, Idle = null },
        ]))
        { Times = 3 };
        Contender WholeShell(string name, string script) => InShell(shell, name, script) with { TimesItself = false, Idle = null };

        yield return new("listing", $"List {plan.Rows:N0} recordings", rows, service => Task.FromResult<IReadOnlyList<Contender>>(
        [
            Module(plan, shell, service, "Get-WcRecording > $null", "Get-WcRecording > $null"),
            Module(plan, shell, service, "Get-WcRecording | Measure-Object", "(Get-WcRecording | Measure-Object).Count") with { Expected = Text(plan.Rows) },
            Engine(service, "list"),
            InShell(shell, "Invoke-RestMethod > $null", $"{Rest(service)} > $null") with { Once = true },
            Pipe("curl | jq length", $"{Fetch(service)} | jq length") with { Expected = Text(plan.Rows) },
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
            Pipe("curl | jq select", $$"""{{Fetch(service)}} | jq -c '.[] | select(.deviceId == "8001@acme.cc" and .callDirection == "Inbound")' > /dev/null"""),
        ]));

        yield return new("listing", $"Parse {plan.Rows:N0} rows in memory", rows, async service =>
        {
            var file = await SaveListingAsync(service, plan);
            return [Parser("Utf8JsonReader: every token, and nothing made of it", "scan"), Parser("every row as a recording", "read"), Parser("the rows of shard 1/32", "1/32")];

            Contender Parser(string name, string work) => new(name, Environment.ProcessPath, _ => [Self, "parse", work, file]) { TimesItself = true, HidesMemory = true };
        });
        yield return new("listing", $"Read a saved listing of {plan.Rows:N0} rows", rows, async service =>
        {
            var file = await SaveListingAsync(service, plan);
            return
            [
                Module(plan, shell, service, "Get-WcRecording -ListingPath > $null", $"Get-WcRecording -ListingPath '{file}' > $null"),
                Module(plan, shell, service, "Sync-WcRecordingArchive -Shard 1/32 -WhatIf", $"Sync-WcRecordingArchive 'FOLDER' -ListingPath '{file}' -Shard 1/32 -WhatIf > $null"),
                Pipe("jq length", $"jq length '{file}'") with { Expected = Text(plan.Rows) },
            ];
        });

        yield return Saving(plan, shell, plan.Files, plan.FileBytes);
        yield return Saving(plan, shell, 4 * plan.Files, 5_000);
        yield return Saving(plan, shell, 2, plan.LargeFileBytes);

        foreach (var files in plan.FarFiles)
        {
            foreach (var distance in files == plan.FarFiles[0] ? Distances : Distances[..1])
            {
                yield return Far(plan, shell, wire, files, distance, inMemory: true);
            }
        }

        yield return Far(plan, shell, wire, plan.FarFiles[^1], Distances[0], inMemory: false);
    }

    private static Workload Saving(BenchPlan plan, Shell? shell, int files, int bytes)
    {
        return new("saving", $"Save {files:N0} files of {Size(bytes)}", Tenant(files, bytes), async service =>
        {
            var list = await UrlLists.WriteAsync(service, plan, files);
            return
            [
                Module(plan, shell, service, "Save-WcRecordingAudio", Save(files)),
                Engine(service, "save", 50, files) with { Expected = Text(files) },
                .. Peers(service, list),
                new("aria2c (default: 5)", Tool.Find("aria2c"), folder => ["-q", "--header", Header(service), "-d", folder, "-i", list.Aria2]) { Once = true },
                new("rclone (default: 4)", Tool.Find("rclone"), folder => Rclone(service, list, folder, 4)) { Once = true },
                .. bytes == plan.FileBytes ? Slow(shell, service, list) : [],
            ];
        })
        { Files = files, Scratch = plan.Scratch };
    }

    /// <summary>Saves behind a network, to memory or to the disk.</summary>
    private static Workload Far(BenchPlan plan, Shell? shell, Wire? wire, int files, int distance, bool inMemory)
    {
        return new("far", $"Save {files:N0} files of {Size(plan.FileBytes)}, {distance} ms away, {(inMemory ? "in memory" : "on the disk")}", Tenant(files, plan.FileBytes), async service =>
        {
            var list = await UrlLists.WriteAsync(service, plan, files);
            Contender[] contenders =
            [
                Module(plan, shell, service, "Save-WcRecordingAudio", Save(files)),
                Module(plan, shell, service, "Save-WcRecordingAudio, again in the same shell", $"{Save(files)}; Remove-Item 'FOLDER/*' -Recurse; $clock.Restart(); {Save(files)}"),
                .. Peers(service, list),
            ];
            return [.. contenders.Select(contender => wire?.Before(contender, distance) ?? contender with { Program = null })];
        })
        { Files = files, Scratch = inMemory ? plan.MemoryScratch ?? plan.Scratch : plan.Scratch };
    }

    /// <summary>Returns the options of a service with some more recordings than are saved, because some of them have no audio.</summary>
    private static string[] Tenant(int files, int bytes) => ["--recordings", Text(files + (files / 10) + 10), "--audio-bytes", Text(bytes)];

    /// <summary>Returns the programs that save many files at once.</summary>
    private static Contender[] Peers(EmulatorProcess service, UrlLists list) =>
    [
        new("a bare loop over HttpClient, 50 at once", Environment.ProcessPath, folder => [Self, "bare", list.Wget, service.Token, folder, "50"]),
        new("curl -Z (default: 50)", Tool.Find("curl"), folder => ["-s", "-Z", "-H", Header(service), "-K", list.Curl(folder)]),
        new("aria2c -x16 -j16", Tool.Find("aria2c"), folder => ["-q", "-x16", "-j16", "--header", Header(service), "-d", folder, "-i", list.Aria2]),
        new("rclone --transfers 32", Tool.Find("rclone"), folder => Rclone(service, list, folder, 32)),
        new("rclone --transfers 64", Tool.Find("rclone"), folder => Rclone(service, list, folder, 64)),
    ];

    /// <summary>Returns what people write themselves.</summary>
    private static Contender[] Slow(Shell? shell, EmulatorProcess service, UrlLists list) =>
        [
            InShell(shell, "Invoke-WebRequest, 16 parallel", $"Get-Content '{list.Wget}' | % -Parallel {{ $ProgressPreference = 'SilentlyContinue'; Invoke-WebRequest $_ -Headers @{{ Authorization = '{service.Token}' }} -OutFile \"FOLDER/$([guid]::NewGuid()).mp3\" }} -ThrottleLimit 16") with { Once = true },
            new("wget", Tool.Find("wget"), folder => ["-q", "-P", folder, "--header", Header(service), "-i", list.Wget]) { Once = true },
            InShell(shell, "Invoke-WebRequest, one by one", $"Get-Content '{list.Wget}' | % {{ $i = 0 }} {{ Invoke-WebRequest $_ -Headers @{{ Authorization = '{service.Token}' }} -OutFile \"FOLDER/$(($i++)).mp3\" }}") with { Once = true },
        ];

    private static async Task<string> SaveListingAsync(EmulatorProcess service, BenchPlan plan)
    {
        var path = Path.Combine(plan.Scratch, "listing.json");
        using var http = new HttpClient();
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", service.Token);
        await using var file = File.Create(path);
        await using var listing = await http.GetStreamAsync(service.BaseUri + Listing);
        await listing.CopyToAsync(file);
        return path;
    }

    private static string Save(int files) =>
        $"Get-WcRecording -State Success -First {files} | Save-WcRecordingAudio -Destination 'FOLDER' -NameTemplate '{{Id}}'";

    private static Contender Module(BenchPlan plan, Shell? shell, EmulatorProcess service, string name, string script) =>
        InShell(shell, name, $"Import-Module '{plan.Module}'; Connect-Wellcloud -BaseUri {service.BaseUri} -Token {service.Token}; {script}");

    private static Contender InShell(Shell? shell, string name, string script) =>
        new(name, shell?.Program, folder => shell!.TimedArguments(script.Replace("FOLDER", folder))) { TimesItself = true, Idle = new(TimeSpan.Zero, shell?.IdleBytes ?? 0, "") };

    private static Contender Engine(EmulatorProcess service, string work, int limit = 0, int files = 0) =>
        new($"the engine alone, whole process ({work})", Environment.ProcessPath, folder => [Self, "engine", work, service.BaseUri, service.Token, folder, Text(limit), Text(files)]);

    private static Contender Pipe(string name, string command) =>
        new(name, Tool.Find("jq") is null || Tool.Find("curl") is null ? null : Tool.Find("sh"), _ => ["-c", command]) { HidesMemory = true };

    private static string Fetch(EmulatorProcess service) => $"curl -s -H 'Authorization: {service.Token}' {service.BaseUri}{Listing}";

    private static string Header(EmulatorProcess service) => $"Authorization: {service.Token}";

    /// <summary>Returns the command that people use without this module.</summary>
    public static string Rest(EmulatorProcess service) => $"Invoke-RestMethod {service.BaseUri}{Listing} -Headers @{{ Authorization = '{service.Token}' }}";

    private static string[] Rclone(EmulatorProcess service, UrlLists list, string folder, int transfers) =>
    [
        "copy", ":http:", folder, "--http-url", service.BaseUri, "--http-headers", $"Authorization,{service.Token}", "--http-no-head",
        "--files-from-raw", list.Rclone, "--no-traverse", "--transfers", Text(transfers), "--config", "/dev/null", "-q",
    ];

    public static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Size(int bytes) => bytes < 1_000_000 ? $"{bytes / 1000} KB" : $"{bytes / 1_000_000} MB";
}
