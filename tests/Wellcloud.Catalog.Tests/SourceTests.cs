using Wellcloud.Catalog.Tests.Support;
using Xunit;

namespace Wellcloud.Catalog.Tests;

/// <summary>The page's script as it ships: typed by its comments, and clean.</summary>
public sealed class SourceTests(NodeTools tools)
{
    private const string Rules =
        """
        export default [{
          files: ["**/*.js"],
          languageOptions: { ecmaVersion: 2024, sourceType: "script" },
          rules: {
            "no-unused-vars": ["error", { varsIgnorePattern: "^catalogWaveforms$", argsIgnorePattern: "^_" }], "no-var": "error", "prefer-const": "error", "eqeqeq": "error",
            "no-eval": "error", "no-unreachable": "error", "no-dupe-keys": "error", "no-fallthrough": "error", "no-self-assign": "error",
            "no-restricted-properties": ["error", { property: "innerHTML" }, { property: "outerHTML" }, { property: "insertAdjacentHTML" }, { property: "createMediaElementSource" }],
          },
        }];
        """;

    [Fact]
    public async Task Script_passes_the_type_checker()
    {
        var compiler = await tools.FileAsync("typescript", "bin", "tsc");
        Assert.Equal("", await tools.RunAsync(
            compiler, "--checkJs", "--allowJs", "--noEmit", "--strict", "--target", "es2022", "--lib", "es2023,dom,dom.iterable", "--module", "es2022", "--moduleDetection", "legacy", "--skipLibCheck", Script()));
    }

    [Fact]
    public async Task Script_passes_the_linter()
    {
        var linter = await tools.FileAsync("eslint", "bin", "eslint.js");
        var rules = Path.Combine(Path.GetDirectoryName(Script())!, "eslint.config.mjs");
        await File.WriteAllTextAsync(rules, Rules);
        Assert.Equal("", await tools.RunAsync(linter, "--config", rules, Script()));
    }

    /// <summary>A copy of the embedded script where the tools look for it.</summary>
    private string Script()
    {
        var path = Path.Combine(tools.Sources, "catalog.js");
        using var source = typeof(Client.Catalog.CatalogExport).Assembly.GetManifestResourceStream("Wellcloud.Client.Catalog.catalog.js")!;
        using var copy = File.Create(path);
        source.CopyTo(copy);
        return path;
    }
}
