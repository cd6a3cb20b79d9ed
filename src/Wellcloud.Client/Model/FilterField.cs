namespace Wellcloud.Client;

/// <summary>A text field that <see cref="RecordingFilter"/> has a condition on. The parser and the objects share this table.</summary>
/// <param name="Field">The field of the row.</param>
/// <param name="ConditionIn">Returns the filter's condition on the field; null if it has none.</param>
/// <param name="ValueOf">Returns the field's value in a recording.</param>
/// <param name="HasFewValues">Whether many recordings share each value, so that an answer is worth remembering.</param>
/// <param name="HasDomain">Whether the service writes values such as <c>8001@test.cc</c>, of which people give the part before the @.</param>
internal sealed record FilterField(
    RecordingField Field, Func<RecordingFilter, TextFilter?> ConditionIn, Func<Recording, string?> ValueOf, bool HasFewValues = false, bool HasDomain = false)
{
    /// <summary>Every such field. Those that are quickly decided come first.</summary>
    public static FilterField[] All { get; } =
    [
        new(RecordingField.State, static filter => filter.State, static recording => recording.State, HasFewValues: true),
        new(RecordingField.CallDirection, static filter => filter.CallDirection, static recording => recording.CallDirection, HasFewValues: true),
        new(RecordingField.DeviceId, static filter => filter.DeviceId, static recording => recording.DeviceId, HasFewValues: true, HasDomain: true),
        new(RecordingField.AgentId, static filter => filter.AgentId, static recording => recording.AgentId, HasFewValues: true, HasDomain: true),
        new(RecordingField.AgentName, static filter => filter.AgentName, static recording => recording.AgentName, HasFewValues: true),
        new(RecordingField.Id, static filter => filter.Id, static recording => recording.Id),
        new(RecordingField.Ani, static filter => filter.Ani, static recording => recording.Ani, HasDomain: true),
        new(RecordingField.Dnis, static filter => filter.Dnis, static recording => recording.Dnis, HasDomain: true),
    ];
}
