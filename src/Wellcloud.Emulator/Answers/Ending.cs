namespace Wellcloud.Emulator.Answers;

/// <summary>What happens to the connection after the last byte.</summary>
internal enum Ending
{
    /// <summary>It is closed in order.</summary>
    Close,

    /// <summary>It is reset.</summary>
    Reset,

    /// <summary>It stays open and silent until the reader gives up.</summary>
    Stall,
}
