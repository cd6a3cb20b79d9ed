namespace Wellcloud.Client.Audio;

/// <summary>How a file of audio ends.</summary>
internal enum TailVerdict
{
    /// <summary>Where its own structure says that it ends, or with a complete unit.</summary>
    Whole,

    /// <summary>In the middle of a unit.</summary>
    Cut,

    /// <summary>The format does not say, or not in a way that this client reads.</summary>
    Unknown,
}
