using System.Text;
using System.Text.Json;

namespace Wellcloud.Client.Archive;

/// <summary>A string value in a ledger line, decoded only on demand.</summary>
internal readonly ref struct LedgerText
{
    private readonly ReadOnlySpan<byte> _utf8;
    private readonly string? _unescaped;

    public LedgerText(scoped ref Utf8JsonReader reader)
    {
        IsPresent = reader.TokenType == JsonTokenType.String;
        _utf8 = reader.ValueSpan;
        _unescaped = IsPresent && _utf8.IndexOf((byte)'\\') >= 0 ? reader.GetString() : null;
    }

    /// <summary>Whether the property exists and is a string.</summary>
    public bool IsPresent { get; }

    /// <summary>The key of the text.</summary>
    public TextKey Key => _unescaped is null ? TextKey.Of(_utf8) : TextKey.Of(_unescaped);

    /// <summary>Whether the text equals an ASCII text.</summary>
    public bool Is(ReadOnlySpan<byte> utf8) => IsPresent && _unescaped is null && _utf8.SequenceEqual(utf8);

    /// <summary>Returns the text; null when there is none.</summary>
    public override string? ToString() => !IsPresent ? null : _unescaped ?? Encoding.UTF8.GetString(_utf8.ToArray());
}
