using System.Reflection;

namespace Wellcloud.Help.Cmdlets;

/// <summary>Reads attributes of code that is never run.</summary>
internal static class Attributes
{
    private const string Shell = "System.Management.Automation.";

    /// <summary>The attributes of the shell with a name, without its ending.</summary>
    public static IEnumerable<CustomAttributeData> Shells(this MemberInfo member, string name) =>
        member.GetCustomAttributesData().Where(attribute => attribute.AttributeType.FullName == Shell + name + "Attribute");

    /// <summary>The value that an attribute gives a property; the type's default when it gives none.</summary>
    public static T? Named<T>(this CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.Where(argument => argument.MemberName == name).Select(static argument => (T?)argument.TypedValue.Value).FirstOrDefault();

    /// <summary>The elements of an array that an attribute is made with.</summary>
    public static IEnumerable<T> Elements<T>(this CustomAttributeData attribute, int index) =>
        ((IEnumerable<CustomAttributeTypedArgument>)attribute.ConstructorArguments[index].Value!).Select(static element => (T)element.Value!);
}
