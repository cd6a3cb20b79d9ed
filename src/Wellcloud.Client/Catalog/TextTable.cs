namespace Wellcloud.Client.Catalog;

/// <summary>Keeps every different text of some columns once. Index 0 stands for null and the empty text.</summary>
internal sealed class TextTable
{
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [""];

    /// <summary>How many texts there are, including the null at index 0.</summary>
    public int Count => _texts.Count;

    /// <summary>The text at an index.</summary>
    public string this[int index] => _texts[index];

    /// <summary>Returns the index of a text, which is added if it is new.</summary>
    public int Add(string? text)
    {
        if (text is not { Length: > 0 })
        {
            return 0;
        }

        if (!_indexes.TryGetValue(text, out var index))
        {
            index = _texts.Count;
            _indexes.Add(text, index);
            _texts.Add(text);
        }

        return index;
    }
}
