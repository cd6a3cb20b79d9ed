namespace Wellcloud.Emulator.Net;

/// <summary>The reader of a response has disconnected, or was disconnected.</summary>
internal sealed class ReaderGoneException(string message) : IOException(message);
