namespace Wellcloud.Help.Cmdlets;

/// <summary>A type, as PowerShell writes it.</summary>
/// <param name="Name">The short name, such as <c>string[]</c>.</param>
/// <param name="FullName">The name with the namespace.</param>
/// <param name="Values">The values of an enumeration. Empty for other types.</param>
internal sealed record ParameterType(string Name, string FullName, IReadOnlyList<string> Values)
{
    // PowerShell's short names that the cmdlets use.
    private static readonly Dictionary<string, string> _short = new()
    {
        ["System.String"] = "string",
        ["System.Int32"] = "int",
        ["System.Int64"] = "long",
        ["System.Collections.Hashtable"] = "hashtable",
        ["System.Uri"] = "uri",
        ["System.TimeSpan"] = "timespan",
        ["System.Security.SecureString"] = "securestring",
        ["System.Management.Automation.PSCredential"] = "pscredential",
        ["System.Management.Automation.SwitchParameter"] = "switch",
    };

    /// <summary>Describes a type.</summary>
    public static ParameterType Of(Type type)
    {
        if (type.IsArray)
        {
            var element = Of(type.GetElementType()!);
            return element with { Name = element.Name + "[]", FullName = element.FullName + "[]" };
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition().FullName == "System.Nullable`1")
        {
            return Of(type.GetGenericArguments()[0]);
        }

        var fullName = type.FullName!;
        var values = type.IsEnum ? type.GetFields().Where(static field => field.IsStatic).Select(static field => field.Name) : [];
        return new(_short.GetValueOrDefault(fullName, type.Name), fullName, [.. values]);
    }
}
