using System.Globalization;

namespace Wellcloud.Client;

/// <summary>One call recording as the service describes it. A call can have several.</summary>
/// <remarks>
/// The fields follow the vendor's page on recordings. The service may omit any of them, so all but <see cref="Id"/> may be null. A date or
/// number that cannot be read is null, and stays in <see cref="AdditionalProperties"/> under the service's name.
/// </remarks>
public sealed class Recording
{
    /// <summary>The id of the recording, used to request its audio. May equal <see cref="CallId"/>.</summary>
    public string Id { get; init; } = "";

    /// <summary>The id of the call.</summary>
    public string? CallId { get; init; }

    /// <summary>The service's word: Inbound, Outbound, Internal, Offhook, PreOccupied, PreDictive, or a newer one.</summary>
    public string? CallDirection { get; init; }

    /// <summary>The service's word: Success, or Fail when there is no audio.</summary>
    public string? State { get; init; }

    /// <summary>Whether the service says that there is no audio.</summary>
    internal bool HasFailed => string.Equals(State, "Fail", StringComparison.OrdinalIgnoreCase);

    /// <summary>When the recording began, in the offset of the session. The service sends no zone.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When the recording ended, in the offset of the session.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>The day of <see cref="StartTime"/> in the offset of the session, as <c>yyyy-MM-dd</c>: for grouping.</summary>
    public string? Date => StartTime?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The length in whole seconds as the service counts it. This is not always end minus start.</summary>
    public int? CallLength { get; init; }

    /// <summary><see cref="CallLength"/>, or end minus start where it is missing.</summary>
    public TimeSpan? Duration => CallLength is { } seconds ? TimeSpan.FromSeconds(seconds) : EndTime - StartTime;

    /// <summary>The caller.</summary>
    public string? Ani { get; init; }

    /// <summary>The callee.</summary>
    public string? Dnis { get; init; }

    /// <summary>The extension, such as <c>8001@test.cc</c>.</summary>
    public string? DeviceId { get; init; }

    /// <summary>The agent's id. Only the listing of all recordings has it.</summary>
    public string? AgentId { get; init; }

    /// <summary>The agent's name. Only the listing of all recordings has it.</summary>
    public string? AgentName { get; init; }

    /// <summary>The path on the service's disk. It is meaningless on this machine and never used as a path.</summary>
    public string? FileName { get; init; }

    /// <summary>The size in bytes according to the service; null when it sends none or 0. A hint, not proof.</summary>
    public long? FileSize { get; init; }

    /// <summary>The id of the tenant.</summary>
    public string? TenantId { get; init; }

    /// <summary>Fields that this client does not know, under the service's names; null when there are none.</summary>
    public IReadOnlyDictionary<string, object?>? AdditionalProperties { get; init; }

    /// <summary>The row as the service sent it; null unless the reader was asked to keep it.</summary>
    internal byte[]? Source { get; init; }

    /// <summary>Returns the id, which messages use to name a recording.</summary>
    public override string ToString() => Id;
}
