using System.Xml.Linq;

namespace Wellcloud.Help.Maml;

/// <summary>The XML namespaces of MAML, Get-Help's format.</summary>
internal static class MamlName
{
    public static readonly XNamespace MamlSpace = "http://schemas.microsoft.com/maml/2004/10";
    public static readonly XNamespace CommandSpace = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    public static readonly XNamespace DevSpace = "http://schemas.microsoft.com/maml/dev/2004/10";
}
