namespace Wellcloud.Client;

/// <summary>What a status means for later runs.</summary>
internal static class SaveStatusRules
{
    /// <summary>Whether the recording has a file in the archive.</summary>
    public static bool HasFile(this SaveStatus status) => status is SaveStatus.Saved or SaveStatus.Resumed;

    /// <summary>Whether the service itself says that it has no file.</summary>
    public static bool IsWithoutFile(this SaveStatus status) => status is SaveStatus.Missing or SaveStatus.NotFound;
}
