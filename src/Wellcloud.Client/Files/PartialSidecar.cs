using System.Text.Json.Serialization;

namespace Wellcloud.Client.Files;

/// <summary>What another run has to know of a partial file before it may resume it.</summary>
/// <param name="Id">The id of the recording.</param>
/// <param name="Origin">The service that sent the bytes.</param>
/// <param name="Validator">The strong validator (ETag) of the complete file.</param>
/// <param name="Length">The announced size of the complete file.</param>
/// <param name="ContentType">The content type of its format.</param>
internal sealed record PartialSidecar(string Id, string Origin, string Validator, long? Length, string? ContentType);

/// <summary>Writes and reads the sidecar without reflection at run time.</summary>
[JsonSerializable(typeof(PartialSidecar))]
internal sealed partial class PartialSidecarJson : JsonSerializerContext;
