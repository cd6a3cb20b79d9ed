using System.Globalization;

namespace Wellcloud.Client;

/// <summary>One call recording as the service describes it. A call can have several.</summary>
/// <remarks>
/// Fields after the vendor's page on recordings. Each of them may be missing there, so all but <see cref="Id"/> may be null here;
/// a value that cannot be read (a date, a number) is null and stays in <see cref="AdditionalProperties"/> under the service's name for it.
/// </remarks>
public sealed class Recording
{
    /// <summary>The id of the recording, by which its audio is asked for. May equal <see cref="CallId"/>.</summary>
    public string Id { get; init; } = "";

    /// <summary>The id of the call.</summary>
    public string? CallId { get; init; }

    /// <summary>As the service says it: Inbound, Outbound, Internal, Offhook, PreOccupied, PreDictive, or a word not known yet.</summary>
    public string? CallDirection { get; init; }

    /// <summary>As the service says it: Success, or Fail when there is no audio.</summary>
    public string? State { get; init; }

    /// <summary>When the recording began, in the offset of the session. The service sends no zone.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When the recording ended, in the offset of the session.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>The service's day of <see cref="StartTime"/>, as <c>yyyy-MM-dd</c>: for grouping.</summary>
    public string? Date => StartTime?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The length in whole seconds as the service counts it, which is not always end minus start.</summary>
    public int? CallLength { get; init; }

    /// <summary><see cref="CallLength"/>, or else the end minus the start.</summary>
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

    /// <summary>The path on the service's own disk. It names nothing on this machine and is never used as a path.</summary>
    public string? FileName { get; init; }

    /// <summary>Bytes, as far as the service knows: null when it says nothing or 0. A hint, never proof.</summary>
    public long? FileSize { get; init; }

    /// <summary>The id of the tenant.</summary>
    public string? TenantId { get; init; }

    /// <summary>Fields this client does not know, by the service's names; null when there are none.</summary>
    public IReadOnlyDictionary<string, object?>? AdditionalProperties { get; init; }

    /// <summary>The row as the service sent it, where the reader was asked to keep it.</summary>
    internal byte[]? Source { get; init; }

    /// <summary>The id: what a recording is called in messages.</summary>
    public override string ToString() => Id;
}
