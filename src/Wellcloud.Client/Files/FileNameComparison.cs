using System.Text;

namespace Wellcloud.Client.Files;

/// <summary>How names of files are compared.</summary>
internal static class FileNameComparison
{
    /// <summary>Compares full paths that this client has made.</summary>
    public static StringComparer Paths => StringComparer.Ordinal;

    /// <summary>Returns the text that is the same for all names which some file system takes for one.</summary>
    public static string Fold(string name) => name.Normalize(NormalizationForm.FormC).ToUpperInvariant();
}
