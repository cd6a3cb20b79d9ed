using Xunit;

namespace Wellcloud.Client.Tests.Faults;

public sealed class AudioFaultTests
{
    public static TheoryData<FaultName> Cases { get; } = FaultTable.Of(Endpoint.Audio);

    [Theory(DisplayName = "Fault")]
    [MemberData(nameof(Cases))]
    public Task Fault(FaultName at) => FaultBench.RunAsync(at.ToString());
}
