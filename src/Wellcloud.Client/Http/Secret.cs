using System.Net;
using System.Runtime.InteropServices;
using System.Security;

namespace Wellcloud.Client.Http;

/// <summary>A token or password: protected in memory, revealed only to be sent, erased when disposed.</summary>
internal sealed class Secret(SecureString text) : IDisposable
{
    private readonly SecureString _text = text.Copy();

    /// <summary>Whether a header can carry the text as a token.</summary>
    public bool IsToken => SecretText.IsPrintable(_text);

    public static Secret From(string text)
    {
        using var secure = new NetworkCredential("", text).SecurePassword;
        return new Secret(secure);
    }

    /// <summary>Returns a secret without blanks and invisible characters at its ends; null when nothing else is left.</summary>
    public static Secret? Trimmed(SecureString text)
    {
        using var trimmed = SecretText.Trim(text);
        return trimmed.Length > 0 ? new Secret(trimmed) : null;
    }

    /// <summary>Returns the text. Keep it no longer than one request.</summary>
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

    /// <summary>Returns stars, so that the text is never printed.</summary>
    public override string ToString() => "***";
}
