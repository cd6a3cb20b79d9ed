using System.Text;
using System.Xml.Linq;
using Wellcloud.Help.Cmdlets;
using Wellcloud.Help.Pages;
using static Wellcloud.Help.Maml.MamlName;

namespace Wellcloud.Help.Maml;

/// <summary>Writes the help file of all cmdlets in one language.</summary>
internal static class MamlFile
{
    /// <summary>Writes the file.</summary>
    /// <param name="path">The path. Get-Help expects the name of the module's assembly followed by <c>-Help.xml</c>.</param>
    /// <param name="manual">The pages, already checked against the cmdlets.</param>
    /// <param name="cmdlets">The cmdlets.</param>
    public static void Write(string path, Manual manual, IEnumerable<Cmdlet> cmdlets)
    {
        var root = new XElement(
            XName.Get("helpItems", "http://msh"),
            new XAttribute("schema", "maml"),
            new XAttribute(XNamespace.Xmlns + "maml", MamlSpace.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "command", CommandSpace.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "dev", DevSpace.NamespaceName),
            cmdlets.Select(cmdlet => new MamlCommand(manual, cmdlet, manual.Pages.First(page => page.Name == cmdlet.Name)).Build()));
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        new XDocument(root).Save(writer);
    }
}
