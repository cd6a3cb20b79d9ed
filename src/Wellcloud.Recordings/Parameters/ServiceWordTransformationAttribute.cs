using System.Management.Automation;

namespace Wellcloud.Recordings.Parameters;

/// <summary>Replaces the Chinese words and the usual English ones for call directions and states by the words of the service.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ServiceWordTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly Dictionary<string, string> s_words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Incoming"] = "Inbound",
        ["Outgoing"] = "Outbound",
        ["Failed"] = "Fail",
        ["Succeeded"] = "Success",
        ["呼入"] = "Inbound",
        ["呼出"] = "Outbound",
        ["内部"] = "Internal",
        ["内部呼叫"] = "Internal",
        ["摘机"] = "Offhook",
        ["预占式外呼"] = "PreOccupied",
        ["预测式外呼"] = "PreDictive",
        ["成功"] = "Success",
        ["失败"] = "Fail",
    };

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => inputData.ConvertEach(Replace);

    private static object? Replace(object? value) => value.Unwrap() is string text && s_words.TryGetValue(text.Trim(), out var word) ? word : value;
}
