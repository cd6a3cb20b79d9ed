namespace Wellcloud.Client.Json;

/// <summary>A field that the contract does not name.</summary>
/// <param name="Name">The place of its name.</param>
/// <param name="Value">The place of its value.</param>
internal readonly record struct ExtraField(ValueSpan Name, ValueSpan Value);
