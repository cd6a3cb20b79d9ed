using System.Reflection;
using System.Runtime.InteropServices;

namespace Wellcloud.Help.Cmdlets;

/// <summary>Reads the cmdlets of a compiled module without running any of it.</summary>
internal static class ModuleReader
{
    /// <summary>Returns the cmdlets of an assembly, sorted by name.</summary>
    /// <param name="assembly">The path of the module's assembly. Its references lie beside it, or belong to the runtime or to PowerShell.</param>
    public static IReadOnlyList<Cmdlet> Read(string assembly)
    {
        using var context = new MetadataLoadContext(new PathAssemblyResolver(References(assembly)));
        return
        [
            .. from type in context.LoadFromAssemblyPath(assembly).GetTypes()
               where !type.IsAbstract
               from attribute in type.ShellAttributes("Cmdlet")
               let cmdlet = Describe(type, attribute)
               orderby cmdlet.Name
               select cmdlet,
        ];
    }

    private static IEnumerable<string> References(string assembly)
    {
        var beside = Path.GetDirectoryName(assembly)!;
        var shell = Path.Combine(AppContext.BaseDirectory, "reference", "System.Management.Automation.dll");
        return Directory.GetFiles(RuntimeEnvironment.GetRuntimeDirectory(), "*.dll").Concat(Directory.GetFiles(beside, "*.dll")).Append(shell)
            .DistinctBy(Path.GetFileName);
    }

    private static Cmdlet Describe(Type type, CustomAttributeData attribute)
    {
        var name = $"{attribute.ConstructorArguments[0].Value}-{attribute.ConstructorArguments[1].Value}";
        var outputs = type.ShellAttributes("OutputType").SelectMany(static output => output.Elements<Type>(0)).Select(static output => ParameterType.Of(output).Name);
        var parameters = type.GetProperties().Where(static property => property.ShellAttributes("Parameter").Any()).Select(Describe);
        return new Cmdlet(
            name,
            attribute.Named<string>("DefaultParameterSetName"),
            [.. outputs.Where(static output => output != "Void").DefaultIfEmpty(Cmdlet.NoType)],
            [.. parameters, .. attribute.Named<bool>("SupportsShouldProcess") ? ShouldProcess() : []]);
    }

    private static Parameter Describe(PropertyInfo property) => new(
        property.Name,
        ParameterType.Of(property.PropertyType),
        [.. property.ShellAttributes("Alias").SelectMany(static alias => alias.Elements<string>(0))],
        property.ShellAttributes("SupportsWildcards").Any(),
        [.. property.ShellAttributes("Parameter").Select(Place)]);

    private static ParameterPlace Place(CustomAttributeData attribute) => new(
        attribute.Named<string>("ParameterSetName"),
        attribute.Named<bool>("Mandatory"),
        attribute.Named<int?>("Position"),
        attribute.Named<bool>("ValueFromPipeline"),
        attribute.Named<bool>("ValueFromPipelineByPropertyName"));

    private static IEnumerable<Parameter> ShouldProcess() =>
        from pair in new[] { (Name: "WhatIf", Alias: "wi"), (Name: "Confirm", Alias: "cf") }
        select new Parameter(pair.Name, new ParameterType("switch", "System.Management.Automation.SwitchParameter", []), [pair.Alias], false, [new(null, false, null, false, false)])
        {
            IsShouldProcess = true,
        };
}
