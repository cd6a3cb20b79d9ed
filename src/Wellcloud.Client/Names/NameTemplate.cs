namespace Wellcloud.Client.Names;

/// <summary>How files are named after their recordings: text with placeholders such as <c>{DeviceId}</c> or <c>{StartTime:yyyy}</c>.</summary>
/// <remarks>
/// A placeholder is a property of <see cref="Recording"/> or a key of <see cref="Recording.AdditionalProperties"/>, without regard to case,
/// with a .NET format (invariant culture) after a colon. <c>{{</c> and <c>}}</c> are braces. A slash or backslash outside placeholders
/// begins a folder; one inside a value never does. A missing value is <c>unknown</c>. Every name is safe on Windows and Linux, and the
/// same on both. Of <c>FileName</c> only the last segment without its extension is used.
/// </remarks>
public sealed class NameTemplate
{
    private const string DefaultText = "{StartTime:yyyy}/{StartTime:MMdd}/{StartTime:yyyyMMddHHmmss}_{DeviceId}_{Id}";

    private static readonly NameTemplate _idOnly = new("{Id}");

    private readonly IReadOnlyList<IReadOnlyList<NamePart>> _segments;
    private readonly string _text;

    private NameTemplate(string text)
    {
        _text = text;
        _segments = NameTemplateParser.Parse(text);
        IsUnique = _segments.Any(parts => parts.Any(part => part.Property?.Name == nameof(Recording.Id)));
    }

    /// <summary>A folder a year and one a day; a recording without a start time is named by its id alone.</summary>
    public static NameTemplate Default { get; } = new(DefaultText);

    /// <summary>The properties that a template can name.</summary>
    public static IReadOnlyList<string> Placeholders { get; } = [.. NameProperty.All.Select(property => property.Name)];

    /// <summary>Whether the id is part of every name. Without it, two recordings can have one name.</summary>
    public bool IsUnique { get; }

    /// <summary>Reads a template.</summary>
    /// <exception cref="ArgumentException">
    /// It is empty, has an unmatched brace, an empty placeholder or folder name, a format that the property does not take, or could leave
    /// the destination (it is rooted, or has a segment <c>..</c>). The message says where.
    /// </exception>
    public static NameTemplate Parse(string text) => new(text ?? throw new ArgumentNullException(nameof(text)));

    /// <summary>The name for a recording: a relative path with slashes and without an extension.</summary>
    public string NameFor(Recording recording)
    {
        if (recording is null)
        {
            throw new ArgumentNullException(nameof(recording));
        }

        return _text == DefaultText && recording.StartTime is null
            ? _idOnly.NameFor(recording)
            : string.Join("/", _segments.Select(parts => SafeSegment.From(string.Concat(parts.Select(part => part.For(recording))))));
    }

    /// <summary>The text of the template.</summary>
    public override string ToString() => _text;
}
