namespace Wellcloud.Client;

/// <summary>The fields of a recording that the contract names.</summary>
internal enum RecordingField
{
    Id,
    Ani,
    Dnis,
    CallDirection,
    StartTime,
    EndTime,
    CallLength,
    FileSize,
    FileName,
    DeviceId,
    AgentId,
    AgentName,
    CallId,
    TenantId,
    State,

    /// <summary>Any other field. Its value is the number of known fields.</summary>
    Unknown,
}
