using System.Reflection;

namespace Wellcloud.Help.Cmdlets;

/// <summary>Reads attributes without running the code.</summary>
internal static class Attributes
{
    private const string Shell = "System.Management.Automation.";

    /// <summary>Returns a member's PowerShell attributes with a name, given without "Attribute".</summary>
    public static IEnumerable<CustomAttributeData> ShellAttributes(this MemberInfo member, string name) =>
        member.GetCustomAttributesData().Where(attribute => attribute.AttributeType.FullName == Shell + name + "Attribute");

    /// <summary>Returns the value of an attribute's property, or the default of the type.</summary>
    public static T? Named<T>(this CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.Where(argument => argument.MemberName == name).Select(static argument => (T?)argument.TypedValue.Value).FirstOrDefault();

    /// <summary>Returns the elements of an array in the attribute's constructor.</summary>
    public static IEnumerable<T> Elements<T>(this CustomAttributeData attribute, int index) =>
        ((IEnumerable<CustomAttributeTypedArgument>)attribute.ConstructorArguments[index].Value!).Select(static element => (T)element.Value!);
}
