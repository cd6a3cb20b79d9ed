using System.Text;

namespace Wellcloud.Client.Names;

/// <summary>Decides which characters a file name may contain, the same on Windows and Linux.</summary>
/// <remarks>The list is fixed, because the Unicode tables of the runtime differ between versions.</remarks>
internal static class SafeCharacter
{
    /// <summary>The replacement for characters that are not allowed.</summary>
    public const char Substitute = '_';

    /// <summary>Replaces every character that a name may not contain, including unpaired surrogates.</summary>
    public static string Replace(string text) => Replace(text, keepsReserved: false);

    /// <summary>Replaces control and invisible characters only.</summary>
    public static string ReplaceHidden(string text) => Replace(text, keepsReserved: true);

    private static string Replace(string text, bool keepsReserved)
    {
        StringBuilder? clean = null;
        for (var i = 0; i < text.Length; i++)
        {
            var isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            var code = isPair ? char.ConvertToUtf32(text[i], text[i + 1]) : text[i];
            var isSafe = IsVisible(code) && (keepsReserved || !IsReserved(code));
            if (!isSafe)
            {
                clean ??= new StringBuilder(text);
                clean[i] = Substitute;
                if (isPair)
                {
                    clean[i + 1] = Substitute;
                }
            }

            i += isPair ? 1 : 0;
        }

        return clean?.ToString() ?? text;
    }

    private static bool IsReserved(int code) => code is '<' or '>' or ':' or '"' or '/' or '\\' or '|' or '?' or '*';

    private static bool IsVisible(int code) => code switch
    {
        < 0x20 or (>= 0x7F and <= 0x9F) => false, // control
        0xAD or 0x61C or 0x180E or 0xFEFF => false, // invisible
        >= 0x200B and <= 0x200F => false, // zero width, direction marks
        >= 0x2028 and <= 0x202E => false, // line ends, direction
        >= 0x2060 and <= 0x206F => false, // invisible operators, direction
        >= 0xD800 and <= 0xDFFF => false, // unpaired surrogates
        >= 0xFDD0 and <= 0xFDEF => false, // noncharacters
        >= 0xFFF9 and <= 0xFFFB => false, // annotations
        >= 0x1D173 and <= 0x1D17A => false, // invisible notes
        >= 0xE0000 and <= 0xE0FFF => false, // tags
        _ => (code & 0xFFFE) != 0xFFFE, // noncharacters
    };
}
