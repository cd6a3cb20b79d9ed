namespace Wellcloud.Catalog.Tests.Support;

/// <summary>A recording that a test puts into an archive.</summary>
public sealed record Call
{
    public string Id { get; init; } = "";
    public string? CallId { get; init; }
    public string? Direction { get; init; } = "Inbound";
    public string? State { get; init; } = "Success";
    public string? Start { get; init; } = "2026.11.20 09:00:00";
    public string? End { get; init; }
    public int? Length { get; init; } = 60;
    public int? AudioMs { get; init; }
    public string? Ani { get; init; } = "13800138000@acme.cc";
    public string? Dnis { get; init; } = "8001@acme.cc";
    public string? Device { get; init; } = "8001@acme.cc";
    public string? AgentId { get; init; } = "agent01";
    public string? AgentName { get; init; } = "张三";
    public string Status { get; init; } = "Saved";
    public string? Path { get; init; }
    public string? Error { get; init; }

    /// <summary>The file; null writes none.</summary>
    public byte[]? Audio { get; init; }
}
