namespace Wellcloud.Client.Json;

/// <summary>A field that the contract does not name.</summary>
/// <param name="Name">Where its name lies.</param>
/// <param name="Value">Where its value lies.</param>
internal readonly record struct ExtraField(FieldValue Name, FieldValue Value);
