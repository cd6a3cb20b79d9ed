using System.Management.Automation;
using System.Reflection;

namespace Wellcloud.Recordings.Loading;

/// <summary>
/// Loads the libraries that Windows PowerShell lacks from the module's folder, whichever version the module's assemblies ask for.
/// Ignores requests from other modules and for other names, so it cannot change what they load.
/// </summary>
public sealed class OwnAssemblies : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private static readonly string s_folder = Path.GetDirectoryName(typeof(OwnAssemblies).Assembly.Location)!;

    private static readonly HashSet<string> s_names = new(StringComparer.OrdinalIgnoreCase)
    {
        "Microsoft.Bcl.AsyncInterfaces",
        "Microsoft.Bcl.TimeProvider",
        "System.Buffers",
        "System.Memory",
        "System.Numerics.Vectors",
        "System.Runtime.CompilerServices.Unsafe",
        "System.Text.Encodings.Web",
        "System.Text.Json",
        "System.Threading.Channels",
        "System.Threading.Tasks.Extensions",
        "Wellcloud.Client",
    };

    /// <inheritdoc/>
    public void OnImport() => AppDomain.CurrentDomain.AssemblyResolve += Resolve;

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => AppDomain.CurrentDomain.AssemblyResolve -= Resolve;

    private static Assembly? Resolve(object sender, ResolveEventArgs wanted)
    {
        var name = new AssemblyName(wanted.Name).Name;
        var path = Path.Combine(s_folder, name + ".dll");
        return s_names.Contains(name) && IsOurs(wanted.RequestingAssembly) && File.Exists(path) ? Assembly.LoadFrom(path) : null;
    }

    private static bool IsOurs(Assembly? requester) =>
        requester is { IsDynamic: false } && string.Equals(Path.GetDirectoryName(requester.Location), s_folder, StringComparison.OrdinalIgnoreCase);
}
