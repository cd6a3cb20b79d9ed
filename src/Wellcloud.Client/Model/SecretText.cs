using System.Globalization;
using System.Runtime.InteropServices;
using System.Security;

namespace Wellcloud.Client;

/// <summary>Cleans a token or a secret, which is often copied or read from a file, and so brings blanks and line ends with it.</summary>
public static class SecretText
{
    /// <summary>Returns a secret without blanks, line ends and invisible characters, such as a byte order mark, at its start and end.</summary>
    /// <param name="secret">The secret, which stays as it is.</param>
    public static SecureString Trim(SecureString secret) => Read(secret ?? throw new ArgumentNullException(nameof(secret)), characterAt =>
    {
        var (start, end) = EndsOf(secret.Length, characterAt);
        var trimmed = new SecureString();
        for (var i = start; i < end; i++)
        {
            trimmed.AppendChar(characterAt(i));
        }

        trimmed.MakeReadOnly();
        return trimmed;
    });

    /// <summary>Does the same to a text that is not secret, such as an appId.</summary>
    internal static string Trim(string text)
    {
        var (start, end) = EndsOf(text.Length, index => text[index]);
        return text.Substring(start, end - start);
    }

    /// <summary>Whether a secret consists of printable ASCII, as a header needs it.</summary>
    internal static bool IsPrintable(SecureString secret) =>
        Read(secret, characterAt => Enumerable.Range(0, secret.Length).All(i => characterAt(i) is >= ' ' and <= '~'));

    private static (int Start, int End) EndsOf(int length, Func<int, char> characterAt)
    {
        var (start, end) = (0, length);
        while (start < end && IsBlank(characterAt(start)))
        {
            start++;
        }

        while (end > start && IsBlank(characterAt(end - 1)))
        {
            end--;
        }

        return (start, end);
    }

    private static bool IsBlank(char character) =>
        char.IsWhiteSpace(character) || char.GetUnicodeCategory(character) is UnicodeCategory.Format;

    /// <summary>Gives access to the characters, one at a time, without making a text that stays in memory.</summary>
    private static T Read<T>(SecureString secret, Func<Func<int, char>, T> body)
    {
        var pointer = Marshal.SecureStringToGlobalAllocUnicode(secret);
        try
        {
            return body(index => (char)Marshal.ReadInt16(pointer, index * sizeof(char)));
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(pointer);
        }
    }
}
