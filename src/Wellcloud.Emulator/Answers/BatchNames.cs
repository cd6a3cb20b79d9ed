namespace Wellcloud.Emulator.Answers;

/// <summary>How entry names stand in the batch archive.</summary>
public enum BatchNames
{
    /// <summary>UTF-8, with the flag that says so.</summary>
    Utf8,

    /// <summary>GBK bytes without any flag, as Chinese Windows tools write them.</summary>
    Gbk,
}
