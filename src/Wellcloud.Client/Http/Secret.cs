using System.Net;
using System.Runtime.InteropServices;
using System.Security;

namespace Wellcloud.Client.Http;

/// <summary>A token or password: protected in memory, revealed only to be sent, gone when disposed.</summary>
internal sealed class Secret(SecureString text) : IDisposable
{
    private readonly SecureString _text = text.Copy();

    public static Secret From(string text)
    {
        using var secure = new NetworkCredential("", text).SecurePassword;
        return new Secret(secure);
    }

    /// <summary>The text itself. Keep it no longer than a request lasts.</summary>
    public string Reveal()
    {
        var pointer = Marshal.SecureStringToGlobalAllocUnicode(_text);
        try
        {
            return Marshal.PtrToStringUni(pointer)!;
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(pointer);
        }
    }

    public void Dispose() => _text.Dispose();

    /// <summary>Never the text, wherever an object happens to be printed.</summary>
    public override string ToString() => "***";
}
