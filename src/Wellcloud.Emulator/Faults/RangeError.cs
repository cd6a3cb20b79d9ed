namespace Wellcloud.Emulator.Faults;

/// <summary>What is wrong with the answer to a range.</summary>
public enum RangeError
{
    /// <summary>It starts at another byte, and its Content-Range says so.</summary>
    Shifted,

    /// <summary>It is a 206 that does not say which range it holds.</summary>
    NoContentRange,

    /// <summary>It names another total size.</summary>
    OtherTotal,
}
