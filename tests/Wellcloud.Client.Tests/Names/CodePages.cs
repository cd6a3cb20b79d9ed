using System.Runtime.CompilerServices;
using System.Text;

namespace Wellcloud.Client.Tests.Names;

internal static class CodePages
{
    /// <summary>The netstandard2.0 build asks the system for GBK, which .NET Framework has and this runtime only when told.</summary>
    [ModuleInitializer]
    internal static void Register() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
}
