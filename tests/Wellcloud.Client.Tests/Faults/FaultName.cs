using Xunit.Sdk;

namespace Wellcloud.Client.Tests.Faults;

/// <summary>The name of a case, which the test runner shows in full and hands from process to process.</summary>
public sealed class FaultName(string name) : IXunitSerializable
{
    private string _name = name;

    /// <summary>For the runner.</summary>
    public FaultName()
        : this("")
    {
    }

    public void Serialize(IXunitSerializationInfo info) => info.AddValue(nameof(_name), _name);

    public void Deserialize(IXunitSerializationInfo info) => _name = info.GetValue<string>(nameof(_name))!;

    public override string ToString() => _name;
}
