using System.Text;

namespace Wellcloud.Client.Files;

/// <summary>How names of files are compared.</summary>
internal static class FileNameComparison
{
    /// <summary>Compares full paths that this client has made.</summary>
    public static StringComparer Paths => StringComparer.Ordinal;

    /// <summary>Returns a text that is equal for all names that some file system treats as one.</summary>
    public static string Fold(string name) => name.Normalize(NormalizationForm.FormC).ToUpperInvariant();
}
