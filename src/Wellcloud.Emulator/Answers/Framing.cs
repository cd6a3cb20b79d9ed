namespace Wellcloud.Emulator.Answers;

/// <summary>How a reader is told where the body ends.</summary>
internal enum Framing
{
    /// <summary>By Content-Length.</summary>
    Length,

    /// <summary>By the chunked coding.</summary>
    Chunked,

    /// <summary>By the end of the connection only.</summary>
    Close,
}
