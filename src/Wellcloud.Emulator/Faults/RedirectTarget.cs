namespace Wellcloud.Emulator.Faults;

/// <summary>Where a redirect leads.</summary>
public enum RedirectTarget
{
    /// <summary>To the same origin, where the answer is after <see cref="FaultRule.Hops"/> redirects.</summary>
    SameOrigin,

    /// <summary>To the second origin, which needs no token.</summary>
    SecondOrigin,

    /// <summary>To the main listener over http; from the https listener that is a step down.</summary>
    Http,

    /// <summary>To the https listener.</summary>
    Https,

    /// <summary>To itself, for ever.</summary>
    Loop,

    /// <summary>Nowhere: there is no Location.</summary>
    NoLocation,
}
