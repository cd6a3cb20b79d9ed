using FsCheck;
using FsCheck.Fluent;

namespace Wellcloud.Client.Tests.Support;

/// <summary>Generates texts that are dangerous as names.</summary>
internal static class HostileText
{
    private static readonly string[] _pieces =
    [
        "CON", "con.txt", "nul", "COM1", "LPT\u00B9", "CLOCK$", "AUX .", "..", ".", "...", "/", "\\", "../", "..\\", "C:", "C:\\", "//server/share/",
        "\\\\?\\", ":stream", "\0", "\n", "\u001B[31m", "\u007F", "\u0085", "<", ">", "\"", "|", "?", "*", " ", "  ", ".wellcloud", "~", "~1", "%2e%2e%2f",
        "\u202E3pm.", "\u2066", "\u200F", "\u200B", "\u200D", "\uFEFF", "\u2028", "\uD800", "\uDC00", "\uFFFE", "\uFFFF", "\uFDD0", "\U000E0041", "\U0001FFFE",
        "张三", "Zoë", "e\u0301", "\u0301", "한국", "\u1112\u1161\u11AB", "שלום", "مرحبا", "\U0001F468\u200D\U0001F469\u200D\U0001F467", "\U0001F3F4", "\U00020000",
        "K", "\u212A", "ſ", "İ", "ß", "￥", "{Id}", "{", "}", "'", ";", "=", "%E5", "8001@test.cc", ".mp3", "a", "_", "unknown", "~0123456789abcdef",
    ];

    private static readonly Gen<string> _piece = Gen.Frequency(
        (6, Gen.Elements(_pieces)),
        (2, Gen.Choose(0, 0xFFFF).Select(code => ((char)code).ToString())),
        (1, Gen.Choose(0x10000, 0x10FFFF).Select(char.ConvertFromUtf32)),
        (1, from text in Gen.Elements(_pieces) from times in Gen.Choose(1, 300) select string.Concat(Enumerable.Repeat(text, times))));

    public static Gen<string> Any { get; } = from count in Gen.Choose(0, 8) from pieces in _piece.ArrayOf(count) select string.Concat(pieces);

    public static void Check<T>(Gen<T> inputs, int count, Action<T> check) =>
        Seed.Check(Prop.ForAll(inputs.ToArbitrary(), check), count);
}
