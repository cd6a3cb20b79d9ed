using System.Text.Json;

namespace Wellcloud.Bench;

/// <summary>Lists of the same recordings, in the format of each program.</summary>
internal sealed class UrlLists
{
    private readonly string _folder;
    private readonly IReadOnlyList<string> _paths;
    private readonly string _base;

    private UrlLists(string folder, string baseUri, IReadOnlyList<string> paths)
    {
        (_folder, _base, _paths) = (folder, baseUri, paths);
        File.WriteAllLines(Wget, paths.Select(path => baseUri + path));
        File.WriteAllLines(Aria2, paths.SelectMany((path, index) => new[] { baseUri + path, $"  out={index}.mp3" }));
        File.WriteAllLines(Rclone, paths.Select(path => path.Split('?')[0]));
    }

    public string Wget => Path.Combine(_folder, "wget.txt");

    public string Aria2 => Path.Combine(_folder, "aria2.txt");

    public string Rclone => Path.Combine(_folder, "rclone.txt");

    public static async Task<UrlLists> WriteAsync(EmulatorProcess service, BenchPlan plan, int files)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", service.Token);
        using var rows = JsonDocument.Parse(await http.GetStringAsync(service.BaseUri + "api/operation/tenant/recordings"));
        var paths = from row in rows.RootElement.EnumerateArray()
                    where row.GetProperty("state").GetString() == "Success"
                    select $"api/operation/tenant/recording/{row.GetProperty("id").GetString()}/stream2?download=true";
        return new(Directory.CreateDirectory(Path.Combine(plan.Scratch, "lists")).FullName, service.BaseUri, paths.Take(files).ToList());
    }

    /// <summary>Writes the list for curl, which needs the path of each file.</summary>
    public string Curl(string folder)
    {
        var file = Path.Combine(_folder, "curl.txt");
        File.WriteAllLines(file, _paths.SelectMany((path, index) => new[] { $"url = \"{_base}{path}\"", $"output = \"{folder}/{index}.mp3\"" }));
        return file;
    }
}
