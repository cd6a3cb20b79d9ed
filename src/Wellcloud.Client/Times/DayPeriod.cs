using System.Globalization;

namespace Wellcloud.Client.Times;

/// <summary>Finds the words for the halves of a day, such as AM, PM, 上午 and 下午, in the forms of all cultures.</summary>
internal static class DayPeriod
{
    private static readonly Lazy<Dictionary<string, bool>> _words = new(ReadWords);

    /// <summary>Returns the hour from 0 to 23.</summary>
    /// <param name="hour">The hour as written.</param>
    /// <param name="before">The text before the hour.</param>
    /// <param name="after">The text after the seconds.</param>
    public static int HourOf(int hour, string before, string after) =>
        hour is < 1 or > 12 || (Find(after) ?? Find(before)) is not { } isLate ? hour : (hour % 12) + (isLate ? 12 : 0);

    // Some cultures put another word between the half of the day and the hour.
    private static bool? Find(string text) => text.Split(' ').Prepend(text).Select(FindWord).FirstOrDefault(static found => found is not null);

    private static bool? FindWord(string text) => _words.Value.TryGetValue(Letters(text), out var isLate) ? isLate : null;

    private static Dictionary<string, bool> ReadWords()
    {
        var words = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);

        // The cultures of the runtime, and at last the user's own, in which a word may mean the other half.
        foreach (var culture in CultureInfo.GetCultures(CultureTypes.AllCultures).Append(CultureInfo.CurrentCulture))
        {
            Add(culture.DateTimeFormat.AMDesignator, isLate: false);
            Add(culture.DateTimeFormat.PMDesignator, isLate: true);
        }

        return words;

        void Add(string word, bool isLate)
        {
            if (Letters(word) is { Length: > 0 } letters)
            {
                words[letters] = isLate;
            }
        }
    }

    private static string Letters(string text) => string.Concat(text.Where(static character =>
        char.IsLetter(character) || char.IsSurrogate(character)
        || CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark));
}
