using System.Runtime.CompilerServices;
using System.Text;

namespace Wellcloud.Client.Tests.Names;

internal static class CodePages
{
    /// <summary>The netstandard2.0 build asks the system for GBK. .NET Framework has it; this runtime has to register it.</summary>
    [ModuleInitializer]
    internal static void Register() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
}
