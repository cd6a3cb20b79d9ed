namespace Wellcloud.Client.Catalog;

/// <summary>Hides outside numbers: those with seven or more digits before any <c>@</c>. Their last four digits stay.</summary>
internal static class NumberMask
{
    private const int FewestDigits = 7;
    private const int Kept = 4;
    private const string Hidden = "****";

    /// <summary>Returns a number as the page may show it.</summary>
    public static string? Apply(string? number)
    {
        if (number is null)
        {
            return null;
        }

        var end = number.IndexOf('@');
        end = end < 0 ? number.Length : end;
        var digits = DigitsOf(number.Substring(0, end));
        return digits.Length < FewestDigits ? Scrub(number) : Hidden + digits.Substring(digits.Length - Kept) + Scrub(number.Substring(end));
    }

    /// <summary>Returns a text in which every run of seven or more digits is hidden except for its last four.</summary>
    public static string? Scrub(string? text)
    {
        if (text is null || !IsIn(text))
        {
            return text;
        }

        var scrubbed = new System.Text.StringBuilder();
        for (var i = 0; i < text.Length;)
        {
            var length = RunAt(text, i);
            if (length >= FewestDigits)
            {
                scrubbed.Append(Hidden).Append(text, i + length - Kept, Kept);
            }
            else
            {
                length = Math.Max(length, 1);
                scrubbed.Append(text, i, length);
            }

            i += length;
        }

        return scrubbed.ToString();
    }

    /// <summary>Whether a text holds one of a recording's outside numbers, however the number is written there.</summary>
    public static bool Holds(string text, Recording recording) =>
        Holds(text, recording.Ani) || Holds(text, recording.Dnis) || Holds(text, recording.DeviceId);

    private static bool Holds(string text, string? number)
    {
        var digits = number is null ? "" : DigitsOf(number.Split('@')[0]);
        return digits.Length >= FewestDigits && DigitsOf(text).IndexOf(digits, StringComparison.Ordinal) >= 0;
    }

    private static bool IsIn(string text)
    {
        for (var i = 0; i < text.Length; i += Math.Max(RunAt(text, i), 1))
        {
            if (RunAt(text, i) >= FewestDigits)
            {
                return true;
            }
        }

        return false;
    }

    private static int RunAt(string text, int index)
    {
        var end = index;
        while (end < text.Length && char.IsDigit(text[end]))
        {
            end++;
        }

        return end - index;
    }

    private static string DigitsOf(string text) => new([.. text.Where(char.IsDigit)]);
}
