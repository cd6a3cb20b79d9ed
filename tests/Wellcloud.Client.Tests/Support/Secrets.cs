using Xunit;

namespace Wellcloud.Client.Tests.Support;

/// <summary>Secrets that are easy to find in any text, and that contain characters which are escaped in an address.</summary>
internal static class Secrets
{
    public const string Token = "t0ken/s3cr+t==";
    public const string AppSecret = "app/s3cr+t&=%20";
    public const string ProxyPassword = "open:ses@me/1";

    private static readonly string[] _all = [Token, AppSecret, ProxyPassword];

    public static void AssertNowhereIn(IEnumerable<string?> texts)
    {
        foreach (var text in texts)
        {
            foreach (var secret in _all)
            {
                Assert.DoesNotContain(secret, text ?? "", StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain(Uri.EscapeDataString(secret), text ?? "", StringComparison.OrdinalIgnoreCase);
            }

            // A token that the emulator issues is not known beforehand, but it would appear in this form.
            Assert.DoesNotContain("\"token\":\"", text ?? "", StringComparison.OrdinalIgnoreCase);
        }
    }
}
