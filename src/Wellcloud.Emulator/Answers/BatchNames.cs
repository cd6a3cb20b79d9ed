namespace Wellcloud.Emulator.Answers;

/// <summary>The encoding of entry names in the batch.</summary>
public enum BatchNames
{
    /// <summary>UTF-8, with the flag that says so.</summary>
    Utf8,

    /// <summary>GBK bytes without any flag, as Chinese Windows tools write them.</summary>
    Gbk,
}
