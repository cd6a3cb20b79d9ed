namespace Wellcloud.Client.Json;

/// <summary>Decides by the id whether a row becomes a recording. Called once for each row that passes the filter.</summary>
/// <param name="utf8">The id in UTF-8; empty if the row has no id.</param>
internal delegate bool IdCondition(ReadOnlySpan<byte> utf8);
