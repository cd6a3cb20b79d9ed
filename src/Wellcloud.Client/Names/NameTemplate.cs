using System.Globalization;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Names;

/// <summary>A template for file names: text with placeholders such as <c>{DeviceId}</c> or <c>{StartTime:yyyy}</c>.</summary>
/// <remarks>
/// A placeholder names a property of <see cref="Recording"/> or a key of <see cref="Recording.AdditionalProperties"/>, ignoring case. A .NET
/// format (invariant culture) may follow after a colon. <c>{{</c> and <c>}}</c> are braces. A slash or backslash separates folders, except in
/// the value of a placeholder. A missing value becomes <c>unknown</c>. Names are safe on Windows and Linux, and the same on both. Of
/// <c>FileName</c>, only the last segment without its extension is used.
/// </remarks>
public sealed class NameTemplate
{
    private const string DefaultText = "{StartTime:yyyy}/{StartTime:MMdd}/{StartTime:yyyyMMddHHmmss}_{DeviceId}_{Id}";

    private static readonly NameTemplate _idOnly = new("{Id}");
    private static readonly NameTemplate _caselessIdOnly = _idOnly.WithCaselessIds();

    private readonly IReadOnlyList<IReadOnlyList<NamePart>> _segments;
    private readonly string _text;
    private bool _isCaseless;

    private NameTemplate(string text)
        : this(text, NameTemplateParser.Parse(text))
    {
    }

    private NameTemplate(string text, IReadOnlyList<IReadOnlyList<NamePart>> segments)
    {
        _text = text;
        _segments = segments;
        IsUnique = _segments.Any(HasId);
        IsFileUnique = HasId(_segments[_segments.Count - 1]);
    }

    /// <summary>The default template: a folder for each year, and in it one for each day. The name of a recording without a start time is its id.</summary>
    public static NameTemplate Default { get; } = new(DefaultText);

    /// <summary>The properties that a template can use.</summary>
    public static IReadOnlyList<string> Placeholders { get; } = [.. NameProperty.All.Select(property => property.Name)];

    /// <summary>Whether every name contains the id. Without it, two recordings can get the same name.</summary>
    public bool IsUnique { get; }

    /// <summary>Whether every name contains the id after the last slash.</summary>
    internal bool IsFileUnique { get; }

    /// <summary>Parses a template.</summary>
    /// <exception cref="ArgumentException">
    /// The template is empty or rooted, or has an unmatched brace, an empty placeholder or folder name, a segment <c>..</c>, or a format that
    /// the property does not take. The message says where.
    /// </exception>
    public static NameTemplate Parse(string text) => new(text ?? throw new ArgumentNullException(nameof(text)));

    /// <summary>Checks that each placeholder is a property of every recording, or an additional property of the first. Otherwise it is most likely misspelt.</summary>
    /// <exception cref="UnknownPlaceholderException">A placeholder is neither. The message lists the available placeholders.</exception>
    public void CheckPlaceholders(Recording first)
    {
        if (first is null)
        {
            throw new ArgumentNullException(nameof(first));
        }

        var fields = first.AdditionalProperties?.Keys.ToArray() ?? [];
        if (_segments.SelectMany(static parts => parts).FirstOrDefault(part => part.IsField && !fields.Contains(part.Text, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            var known = string.Join(", ", Placeholders.Concat(fields).Select(static name => $"{{{name}}}"));
            throw new UnknownPlaceholderException(string.Format(CultureInfo.CurrentCulture, Messages.NameTemplateUnknown, _text, $"{{{unknown.Text}}}", known));
        }
    }

    /// <summary>Returns the name for a recording: a relative path with slashes, without an extension.</summary>
    public string NameFor(Recording recording)
    {
        if (recording is null)
        {
            throw new ArgumentNullException(nameof(recording));
        }

        return _text == DefaultText && recording.StartTime is null
            ? (_isCaseless ? _caselessIdOnly : _idOnly).NameFor(recording)
            : string.Join("/", _segments.Select(parts => SafeSegment.From(string.Concat(parts.Select(part => part.For(recording))))));
    }

    /// <summary>Returns the same template, which gives ids that differ only in case different names on every file system.</summary>
    internal NameTemplate WithCaselessIds()
    {
        IReadOnlyList<IReadOnlyList<NamePart>> segments = [.. _segments.Select(static parts => parts.Select(static part => part.WithCaselessId()).ToList())];
        return new(_text, segments) { _isCaseless = true };
    }

    /// <summary>Returns the text of the template.</summary>
    public override string ToString() => _text;

    private static bool HasId(IReadOnlyList<NamePart> parts) => parts.Any(static part => part.Property?.Name == nameof(Recording.Id));
}
