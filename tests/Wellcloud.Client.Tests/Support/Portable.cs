using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace Wellcloud.Client.Tests.Support;

/// <summary>The rules for names on Windows and Linux, written independently of the engine.</summary>
internal static partial class Portable
{
    /// <summary>The room that the engine leaves for an extension and the suffix of a partial file.</summary>
    private const int Room = 40;

    public static void AssertSegment(string segment) => AssertSegment(segment, 255 - Room);

    public static void AssertFileName(string name) => AssertSegment(name, 255);

    private static void AssertSegment(string segment, int maximum)
    {
        Assert.NotEmpty(segment);
        Assert.DoesNotContain(segment, character => character < ' ' || "<>:\"/\\|?*\u007F".Contains(character));
        Assert.DoesNotMatch(Bidirectional(), segment);
        Assert.False(segment[0] is '.' or ' ' || segment[^1] is '.' or ' ', "bad end: " + segment);
        Assert.DoesNotMatch(Device(), segment);
        Assert.True(segment.IsNormalized(NormalizationForm.FormC));
        var bytes = new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(segment);
        Assert.InRange(bytes, 1, maximum);
        Assert.InRange(segment.Length, 1, maximum);
    }

    public static void AssertRelative(string name)
    {
        foreach (var segment in name.Split('/'))
        {
            AssertSegment(segment);
        }
    }

    [GeneratedRegex("[\u0080-\u009F\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]")]
    private static partial Regex Bidirectional();

    [GeneratedRegex(@"^(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|CLOCK\$|(COM|LPT)[0-9¹²³]) *(\.|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Device();
}
