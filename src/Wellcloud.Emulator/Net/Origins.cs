namespace Wellcloud.Emulator.Net;

/// <summary>The roots of the listeners, without a path; known once they listen.</summary>
internal sealed class Origins
{
    public Uri? Main { get; set; }

    public Uri? Secure { get; set; }

    public Uri? Second { get; set; }
}
