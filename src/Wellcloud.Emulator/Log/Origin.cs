namespace Wellcloud.Emulator.Log;

/// <summary>The listener at which a request came in.</summary>
public enum Origin
{
    /// <summary>The main listener, http.</summary>
    Main,

    /// <summary>The https listener.</summary>
    Secure,

    /// <summary>The second origin, which needs no token.</summary>
    Second,

    /// <summary>The forward proxy.</summary>
    Proxy,
}
