namespace Wellcloud.Client.Json;

/// <summary>Decides by the id whether a recording is made of a row. Called once for each row that passes the filter.</summary>
/// <param name="utf8">The id in UTF-8; empty when the row has none.</param>
internal delegate bool IdCondition(ReadOnlySpan<byte> utf8);
