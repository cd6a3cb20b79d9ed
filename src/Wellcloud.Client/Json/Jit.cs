using System.Runtime.CompilerServices;

namespace Wellcloud.Client.Json;

/// <summary>How the code is compiled that runs for every row.</summary>
internal static class Jit
{
    /// <summary>
    /// Once and well. A listing is over in seconds, of which the runtime would spend the first ones in code that counts its own steps
    /// to be compiled better later. (AggressiveOptimization, which .NET Standard 2.0 has no name for.)
    /// </summary>
    public const MethodImplOptions Once = (MethodImplOptions)512;
}
