using System.Runtime.CompilerServices;

namespace Wellcloud.Client;

/// <summary>How to compile the code that runs for every row or every frame of audio.</summary>
internal static class Jit
{
    /// <summary>
    /// Compiles a method with full optimization on its first call. A command takes seconds; with tiered compilation the runtime would spend
    /// the first seconds in slow code that counts its calls. (AggressiveOptimization, which .NET Standard 2.0 does not define.)
    /// </summary>
    public const MethodImplOptions Optimize = (MethodImplOptions)512;
}
