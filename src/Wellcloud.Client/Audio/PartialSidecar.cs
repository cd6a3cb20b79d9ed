using System.Text.Json.Serialization;

namespace Wellcloud.Client.Audio;

/// <summary>What has to be known of a partial file before another run may go on with it.</summary>
/// <param name="Id">The recording.</param>
/// <param name="Origin">The service that the bytes came from.</param>
/// <param name="Validator">The strong validator of the whole.</param>
/// <param name="Length">The announced size of the whole.</param>
/// <param name="ContentType">What it was found to be.</param>
internal sealed record PartialSidecar(string Id, string Origin, string Validator, long? Length, string? ContentType);

/// <summary>How the sidecar is written, without reflection at run time.</summary>
[JsonSerializable(typeof(PartialSidecar))]
internal sealed partial class PartialSidecarJson : JsonSerializerContext;
