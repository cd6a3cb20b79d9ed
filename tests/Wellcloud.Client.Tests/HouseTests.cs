using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace Wellcloud.Client.Tests;

/// <summary>Checks the order of the engine's folders in docs/architecture.md: a folder uses only folders of lower levels.</summary>
public sealed class HouseTests
{
    private const string Root = "Wellcloud.Client";

    /// <summary>From the lowest level to the highest. Folders of the same level do not use each other. "." is the folder of WellcloudClient.</summary>
    private static readonly string[][] _levels =
    [
        ["Model", "Polyfills"],
        ["Files"],
        ["Audio", "Json", "Names", "Times"],
        ["Http"],
        ["."],
        ["Saving"],
        ["Listings"],
        ["Archive", "Batch", "Playing"],
        ["Catalog"],
    ];

    private static readonly SourceFile[] _sources = [.. ReadSources(Path.GetFullPath(SourceFolder()))];

    public static TheoryData<string> Folders => [.. _sources.Select(static source => source.Folder).Distinct()];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Every_folder_has_a_level(string folder) => Assert.Contains(folder, _levels.SelectMany(static level => level));

    [Theory]
    [MemberData(nameof(Folders))]
    public void Namespace_is_that_of_the_folder(string folder) =>
        Assert.All(_sources.Where(source => source.Folder == folder), source => Assert.Equal(NamespaceOf(folder), source.Namespace));

    [Theory]
    [MemberData(nameof(Folders))]
    public void Folder_uses_only_lower_folders(string folder) =>
        Assert.Empty(_sources.Where(source => source.Folder == folder).SelectMany(static source => ForbiddenIn(source, _sources)));

    /// <summary>A global using would hide which folders a source uses.</summary>
    [Fact]
    public void No_source_has_a_global_using() =>
        Assert.DoesNotContain(_sources, static source => Regex.IsMatch(source.Code, @"\bglobal\s+using\b"));

    [Theory]
    [InlineData("Files", "using Wellcloud.Client.Saving;")]
    [InlineData("Files", "using static Wellcloud.Client.Audio.AudioFormat;")]
    [InlineData("Files", "using Answer = Wellcloud.Client.Http.ServiceAnswer;")]
    [InlineData("Files", "Wellcloud.Client.Audio.AudioFormat format;")]
    [InlineData("Files", "global::Wellcloud.Client.Audio.AudioFormat format;")]
    [InlineData("Files", "Audio.AudioFormat format;")]
    [InlineData("Files", "List<Audio.AudioFormat> formats;")]
    [InlineData("Files", "WellcloudClient client;")]
    [InlineData("Model", "Http.ServiceRequest request;")]
    [InlineData("Http", "WellcloudClient client;")]
    [InlineData("Audio", "using Wellcloud.Client.Json;")]
    [InlineData("Batch", "Archive.Shard shard;")]
    [InlineData("Batch", "var mark = '\"'; Archive.Shard shard; var end = '\"';")]
    public void Use_of_a_folder_of_the_same_or_a_higher_level_is_found(string folder, string code) =>
        Assert.NotEmpty(ForbiddenIn(new(folder, "Sample.cs", code), _sources));

    [Theory]
    [InlineData("Saving", "using Wellcloud.Client.Files; WellcloudClient client; Audio.AudioFormat format;")]
    [InlineData("Files", "/// <see cref=\"Saving.AudioSaver\"/>\n// Saving.AudioSaver\n/* WellcloudClient */")]
    [InlineData("Files", "var text = \"WellcloudClient \\\" Saving.X\";")]
    [InlineData("Names", "zip.Files > 0; answer.Audio.Extension")]
    public void Use_of_a_lower_folder_and_names_in_texts_are_allowed(string folder, string code) =>
        Assert.Empty(ForbiddenIn(new(folder, "Sample.cs", code), _sources));

    private static IEnumerable<string> ForbiddenIn(SourceFile source, IEnumerable<SourceFile> all)
    {
        var reachable = _levels.TakeWhile(level => !level.Contains(source.Folder)).SelectMany(static level => level).Append(source.Folder).ToHashSet();
        var forbidden = _levels.SelectMany(static level => level).Where(folder => !reachable.Contains(folder)).ToHashSet();
        foreach (var folder in forbidden.Where(static folder => folder != "."))
        {
            // Qualified from the root, or from the enclosing namespace.
            if (Regex.IsMatch(source.Code, $@"\bClient\.{folder}\b|(?<![\w.]){folder}\s*\.(?!\.)"))
            {
                yield return $"{source.Folder}/{source.Name} names the folder {folder}";
            }
        }

        // The root namespace encloses all others, so its types need no using.
        foreach (var client in all.Where(other => other.Folder == "." && forbidden.Contains(".")))
        {
            if (Regex.IsMatch(source.Code, $@"(?<![\w.]){client.TypeName}\b"))
            {
                yield return $"{source.Folder}/{source.Name} names {client.TypeName}";
            }
        }
    }

    private static string NamespaceOf(string folder) => folder switch
    {
        "." or "Model" => Root,
        "Polyfills" => "System.Runtime.CompilerServices",
        _ => $"{Root}.{folder}",
    };

    private static string SourceFolder() => typeof(HouseTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static attribute => attribute.Key == "EngineSources").Value!;

    private static IEnumerable<SourceFile> ReadSources(string folder) =>
        from path in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        let parts = Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar)
        where parts[0] is not ("bin" or "obj")
        select new SourceFile(parts.Length == 1 ? "." : parts[0], parts[^1], File.ReadAllText(path));

    /// <summary>A source file without its comments and texts.</summary>
    private sealed class SourceFile(string folder, string name, string text)
    {
        public string Folder { get; } = folder;

        public string Name { get; } = name;

        public string TypeName { get; } = Path.GetFileNameWithoutExtension(name);

        public string Code { get; } = Regex.Replace(text, @"//[^\n]*|/\*.*?\*/|'(\\.|[^'\\])'|""(\\.|[^""\\\n])*""", " ", RegexOptions.Singleline);

        public string? Namespace => Regex.Match(Code, @"^\s*namespace\s+([\w.]+)", RegexOptions.Multiline) is { Success: true } match ? match.Groups[1].Value : null;
    }
}
