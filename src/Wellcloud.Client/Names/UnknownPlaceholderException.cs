namespace Wellcloud.Client.Names;

/// <summary>A name template has a placeholder that the recordings do not have.</summary>
/// <param name="message">The placeholder, and the available ones.</param>
public sealed class UnknownPlaceholderException(string message) : ArgumentException(message);
