using System.Reflection;
using System.Runtime.Versioning;

namespace Wellcloud.Client.Tests.Faults;

/// <summary>The build of the engine under test.</summary>
internal static class Engine
{
    public static bool IsNetStandard { get; } = typeof(WellcloudClient).Assembly
        .GetCustomAttributes<TargetFrameworkAttribute>().Single().FrameworkName.StartsWith(".NETStandard", System.StringComparison.Ordinal);
}
