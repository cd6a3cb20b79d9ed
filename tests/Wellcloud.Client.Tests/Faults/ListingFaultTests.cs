using Xunit;

namespace Wellcloud.Client.Tests.Faults;

public sealed class ListingFaultTests
{
    public static TheoryData<FaultName> Cases { get; } = FaultTable.Of(Endpoint.Recordings);

    [Theory(DisplayName = "Fault")]
    [MemberData(nameof(Cases))]
    public Task Fault(FaultName at) => FaultBench.RunAsync(at.ToString());
}
