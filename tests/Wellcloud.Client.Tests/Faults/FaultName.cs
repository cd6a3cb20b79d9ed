using Xunit.Sdk;

namespace Wellcloud.Client.Tests.Faults;

/// <summary>The name of a case. The test runner shows it in full, and serializes it to pass it to another process.</summary>
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
