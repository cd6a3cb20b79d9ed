namespace Wellcloud.Emulator.Net;

/// <summary>The reader of an answer has gone away, or was sent away.</summary>
internal sealed class ReaderGoneException(string message) : IOException(message);
