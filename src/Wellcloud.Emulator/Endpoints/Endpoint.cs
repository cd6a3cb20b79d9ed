namespace Wellcloud.Emulator.Endpoints;

/// <summary>What a request asks for.</summary>
public enum Endpoint
{
    /// <summary>Anything (in rules and counts).</summary>
    Any,

    /// <summary>The recordings of one call.</summary>
    CallRecordings,

    /// <summary>All recordings.</summary>
    Recordings,

    /// <summary>The audio of a recording or of a call.</summary>
    Audio,

    /// <summary>The batch.</summary>
    Batch,

    /// <summary>A token.</summary>
    Token,

    /// <summary>A path that the service does not have, or what goes through the proxy.</summary>
    Other,
}
