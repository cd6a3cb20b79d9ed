using System.Text;
using System.Xml.Linq;
using Wellcloud.Help.Cmdlets;
using Wellcloud.Help.Pages;
using static Wellcloud.Help.Maml.MamlName;

namespace Wellcloud.Help.Maml;

/// <summary>The file with the help of all cmdlets in one language.</summary>
internal static class MamlFile
{
    /// <summary>Writes it.</summary>
    /// <param name="path">Get-Help wants it to have the name of the module's assembly with <c>-Help.xml</c> after it.</param>
    /// <param name="manual">Pages that were checked against the cmdlets.</param>
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
