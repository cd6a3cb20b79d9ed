using System.Security;

namespace Wellcloud.Client.Tests.Support;

internal static class Text
{
    public static SecureString Secure(string text)
    {
        var secure = new SecureString();
        foreach (var character in text)
        {
            secure.AppendChar(character);
        }

        return secure;
    }
}
