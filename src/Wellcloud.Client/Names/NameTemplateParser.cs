using System.Globalization;
using System.Text;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Names;

/// <summary>Parses a template into segments, each a list of parts.</summary>
internal sealed class NameTemplateParser
{
    private readonly string _text;
    private readonly List<IReadOnlyList<NamePart>> _segments = [];
    private readonly StringBuilder _literal = new();
    private List<NamePart> _parts = [];
    private int _position;

    private NameTemplateParser(string text) => _text = text;

    /// <summary>Returns the segments of a template.</summary>
    /// <exception cref="ArgumentException">The template is invalid. The message says where.</exception>
    public static IReadOnlyList<IReadOnlyList<NamePart>> Parse(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new ArgumentException(Messages.NameTemplateEmpty);
        }

        if (text[0] is '/' or '\\' || (text.Length > 1 && text[1] == ':' && text[0] != '{'))
        {
            throw new ArgumentException(Format(Messages.NameTemplateRooted, text));
        }

        return new NameTemplateParser(text).Read();
    }

    private IReadOnlyList<IReadOnlyList<NamePart>> Read()
    {
        var start = 0;
        while (_position < _text.Length)
        {
            var character = _text[_position];
            if (character is '{' or '}' && Next == character)
            {
                _literal.Append(character);
                _position += 2;
            }
            else if (character == '{')
            {
                ReadPlaceholder();
            }
            else if (character == '}')
            {
                throw Invalid(Messages.NameTemplateBrace, _position);
            }
            else if (character is '/' or '\\')
            {
                EndSegment(start);
                start = ++_position;
            }
            else
            {
                _literal.Append(character);
                _position++;
            }
        }

        EndSegment(start);
        return _segments;
    }

    private char Next => _position + 1 < _text.Length ? _text[_position + 1] : '\0';

    private void ReadPlaceholder()
    {
        var start = _position;
        var end = _text.IndexOfAny(['{', '}'], start + 1);
        if (end < 0 || _text[end] == '{')
        {
            throw Invalid(Messages.NameTemplateBrace, start);
        }

        var inside = _text.Substring(start + 1, end - start - 1);
        var colon = inside.IndexOf(':');
        var name = (colon < 0 ? inside : inside.Substring(0, colon)).Trim();
        if (name.Length == 0)
        {
            throw Invalid(Messages.NameTemplatePlaceholder, start);
        }

        var format = colon < 0 || colon == inside.Length - 1 ? null : inside.Substring(colon + 1);
        var property = NameProperty.Find(name);
        if (format is not null && (NameProperty.IsTooPrecise(format) || property?.Takes(format) == false))
        {
            var message = property is { Sample: null } ? Messages.NameTemplateTextFormat : Messages.NameTemplateFormat;
            throw new ArgumentException(Format(message, name, format, start + colon + 3));
        }

        EndLiteral();
        _parts.Add(new NamePart(name, IsLiteral: false, property, format));
        _position = end + 1;
    }

    private void EndLiteral()
    {
        if (_literal.Length > 0)
        {
            _parts.Add(new NamePart(_literal.ToString(), IsLiteral: true));
            _literal.Clear();
        }
    }

    private void EndSegment(int start)
    {
        EndLiteral();
        if (_parts.Count == 0 || (_parts.Count == 1 && _parts[0] is { IsLiteral: true } only && only.Text.Trim() is "" or "." or ".."))
        {
            throw Invalid(Messages.NameTemplateSegment, start);
        }

        _segments.Add(_parts);
        _parts = [];
    }

    private static ArgumentException Invalid(string message, int position) => new(Format(message, position + 1));

    private static string Format(string message, params object[] values) => string.Format(CultureInfo.CurrentCulture, message, values);
}
