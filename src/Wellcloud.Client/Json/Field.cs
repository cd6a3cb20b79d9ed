namespace Wellcloud.Client.Json;

/// <summary>The fields of a row that the contract names, as places in a row's table of fields.</summary>
internal enum Field
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

    /// <summary>None of them: also the number of those that are known.</summary>
    Unknown,
}
