namespace Wellcloud.Client.Audio;

/// <summary>Whether an audio file is complete.</summary>
internal enum TailVerdict
{
    /// <summary>The file ends where its structure says, or with a complete unit.</summary>
    Whole,

    /// <summary>The file ends in the middle of a unit.</summary>
    Cut,

    /// <summary>The format does not reveal the end, or this client cannot read the end.</summary>
    Unknown,
}
