using System.Net;
using System.Security;

namespace Wellcloud.Client.Tests.Support;

internal static class Text
{
    public static SecureString Secure(string text) => new NetworkCredential("", text).SecurePassword;
}
