using System.Management.Automation;

namespace Wellcloud.Recordings.Parameters;

/// <summary>Values as the shell passes them.</summary>
internal static class ShellObject
{
    /// <summary>Returns the value without the shell's PSObject wrapper.</summary>
    public static object? Unwrap(this object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
