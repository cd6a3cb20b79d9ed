namespace Wellcloud.Client.Audio;

/// <summary>A format of audio files.</summary>
/// <param name="Name">The name, as messages show it.</param>
/// <param name="Extension">The file extension with its dot.</param>
/// <param name="ContentTypes">The content types that announce it.</param>
internal sealed record AudioFormat(string Name, string Extension, IReadOnlyList<string> ContentTypes)
{
    /// <summary>MPEG audio, layer III or II.</summary>
    public static AudioFormat Mp3 { get; } = new("mp3", ".mp3", "audio/mpeg", "audio/mp3", "audio/mpeg3", "audio/x-mpeg", "audio/x-mp3", "audio/mpg");

    /// <summary>RIFF wave, in all its sizes and byte orders.</summary>
    public static AudioFormat Wav { get; } = new("wav", ".wav", "audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave", "audio/x-pn-wav");

    /// <summary>Ogg with any codec but Opus.</summary>
    public static AudioFormat Ogg { get; } = new("ogg", ".ogg", "audio/ogg", "application/ogg", "video/ogg", "audio/vorbis", "audio/speex") { Aliases = [".oga", ".spx"] };

    /// <summary>Opus in Ogg.</summary>
    public static AudioFormat Opus { get; } = new("opus", ".opus", "audio/opus");

    /// <summary>FLAC.</summary>
    public static AudioFormat Flac { get; } = new("flac", ".flac", "audio/flac", "audio/x-flac");

    /// <summary>MPEG-4 without pictures.</summary>
    public static AudioFormat M4a { get; } = new("m4a", ".m4a", "audio/mp4", "audio/m4a", "audio/x-m4a") { Aliases = [".m4b"] };

    /// <summary>MPEG-4 that may have pictures.</summary>
    public static AudioFormat Mp4 { get; } = new("mp4", ".mp4", "video/mp4", "application/mp4");

    /// <summary>The MPEG-4 of mobile phones.</summary>
    public static AudioFormat ThreeGp { get; } = new("3gp", ".3gp", "audio/3gpp", "audio/3gpp2", "video/3gpp", "video/3gpp2") { Aliases = [".3g2"] };

    /// <summary>AAC in ADTS.</summary>
    public static AudioFormat Aac { get; } = new("aac", ".aac", "audio/aac", "audio/x-aac", "audio/aacp", "audio/x-hx-aac-adts");

    /// <summary>AMR narrow band.</summary>
    public static AudioFormat Amr { get; } = new("amr", ".amr", "audio/amr", "audio/amr-nb", "audio/x-amr");

    /// <summary>AMR wide band.</summary>
    public static AudioFormat AmrWb { get; } = new("amr-wb", ".awb", "audio/amr-wb");

    /// <summary>Sun's and NeXT's format.</summary>
    public static AudioFormat Au { get; } = new("au", ".au", "audio/basic", "audio/au", "audio/x-au") { Aliases = [".snd"] };

    /// <summary>Apple's AIFF.</summary>
    public static AudioFormat Aiff { get; } = new("aiff", ".aiff", "audio/aiff", "audio/x-aiff") { Aliases = [".aif", ".aifc"] };

    /// <summary>WebM.</summary>
    public static AudioFormat WebM { get; } = new("webm", ".webm", "audio/webm", "video/webm");

    /// <summary>Matroska.</summary>
    public static AudioFormat Mka { get; } = new("mka", ".mka", "audio/x-matroska", "audio/matroska", "video/x-matroska");

    /// <summary>Windows Media.</summary>
    public static AudioFormat Wma { get; } = new("wma", ".wma", "audio/x-ms-wma", "audio/wma", "video/x-ms-asf", "application/vnd.ms-asf");

    /// <summary>Apple's Core Audio format.</summary>
    public static AudioFormat Caf { get; } = new("caf", ".caf", "audio/x-caf", "audio/caf");

    /// <summary>GSM 06.10, which has no signature.</summary>
    public static AudioFormat Gsm { get; } = new("gsm", ".gsm", "audio/gsm", "audio/x-gsm");

    /// <summary>What the service calls audio, in a format that this client does not know.</summary>
    public static AudioFormat Other { get; } = new("audio", ".audio");

    private static readonly AudioFormat[] _all =
        [Mp3, Wav, Ogg, Opus, Flac, M4a, Mp4, ThreeGp, Aac, Amr, AmrWb, Au, Aiff, WebM, Mka, Wma, Caf, Gsm, Other];

    private AudioFormat(string name, string extension, params string[] contentTypes)
        : this(name, extension, (IReadOnlyList<string>)contentTypes)
    {
    }

    /// <summary>Every extension that a saved recording may have.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [.. _all.Select(format => format.Extension)];

    /// <summary>Whether the first bytes of a file show this format.</summary>
    public bool HasSignature => this != Gsm && this != Other;

    /// <summary>A content type from which <see cref="Decide"/> finds the format again.</summary>
    public string ContentType => ContentTypes.Count > 0 ? ContentTypes[0] : "audio/x-unknown";

    private IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Returns the format that the first bytes prove; null when they prove none.</summary>
    public static AudioFormat? Detect(ReadOnlySpan<byte> head) => AudioSignature.Find(head);

    /// <summary>Returns the format by the bytes, or else by the content type, or else by the extension of the server's file name; null when it is not audio.</summary>
    /// <param name="head">The first bytes; 4,096 bytes are enough.</param>
    /// <param name="contentType">The header's value, parameters included.</param>
    /// <param name="serverName">The file name or path that the server sent.</param>
    public static AudioFormat? Decide(ReadOnlySpan<byte> head, string? contentType, string? serverName)
    {
        if (Detect(head) is { } proven)
        {
            return proven;
        }

        return BodyKind.IsText(head) || BodyKind.IsOtherFile(head) || BodyKind.IsTooShort(head) ? null
            : FindAnnounced(contentType, serverName) is { } announced && !(announced.HasSignature && BodyKind.IsZeros(head)) ? announced
            : null;
    }

    /// <summary>Returns the format that the extension of a name or path stands for; null for any other.</summary>
    public static AudioFormat? FindByName(string? name)
    {
        var dot = name?.LastIndexOf('.') ?? -1;
        return dot < 0 ? null : Array.Find(_all, format => format.Has(name!.Substring(dot).TrimEnd()));
    }

    private static AudioFormat? FindAnnounced(string? contentType, string? serverName)
    {
        var type = contentType?.Split(';')[0].Trim() ?? "";
        var byName = FindByName(serverName);
        return Array.Find(_all, format => format.ContentTypes.Contains(type, StringComparer.OrdinalIgnoreCase)) is { } announced ? announced
            : type.StartsWith("audio/", StringComparison.OrdinalIgnoreCase) ? byName ?? Other
            : byName;
    }

    private bool Has(string extension) =>
        extension.Equals(Extension, StringComparison.OrdinalIgnoreCase) || Aliases.Contains(extension, StringComparer.OrdinalIgnoreCase);
}
