namespace Wellcloud.Client.Tests.Faults;

/// <summary>A fault once, twice and always.</summary>
internal static class Repeat
{
    /// <summary>Makes the cases of a temporary fault: the request is sent again, until no retry is left.</summary>
    public static IEnumerable<FaultCase> Passing(Endpoint endpoint, string fault, WellcloudError error, FaultKind kind, Func<FaultRule, FaultRule>? shape = null)
    {
        foreach (var times in new[] { 1, 2 })
        {
            yield return Case(endpoint, fault, kind, times, shape) with { Requests = times + 1, Pauses = times };
        }

        yield return Case(endpoint, fault, kind, null, shape) with { Error = error, Requests = FaultCase.Retries + 1, Pauses = FaultCase.Retries };
    }

    /// <summary>Makes the cases of a final fault: nothing is sent again, even if a retry would succeed.</summary>
    public static IEnumerable<FaultCase> Final(Endpoint endpoint, string fault, WellcloudError error, FaultKind kind, Func<FaultRule, FaultRule>? shape = null)
    {
        yield return Case(endpoint, fault, kind, 1, shape) with { Error = error };
        yield return Case(endpoint, fault, kind, null, shape) with { Error = error };
    }

    /// <summary>Makes the case of a fault that must have no effect.</summary>
    public static FaultCase Harmless(Endpoint endpoint, string fault, FaultKind kind, Func<FaultRule, FaultRule>? shape = null) =>
        Case(endpoint, fault, kind, null, shape);

    /// <summary>Makes one case of a fault that happens a number of times, or always.</summary>
    public static FaultCase Case(Endpoint endpoint, string fault, FaultKind kind, int? times, Func<FaultRule, FaultRule>? shape = null) =>
        new(endpoint, $"{fault}, {times switch { 1 => "once", 2 => "twice", _ => "always" }}")
        {
            Rules = () => [Shape(new FaultRule { Kind = kind, Endpoint = endpoint, Times = times }, shape)],
        };

    private static FaultRule Shape(FaultRule rule, Func<FaultRule, FaultRule>? shape) => shape is null ? rule : shape(rule);
}
