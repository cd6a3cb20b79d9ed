namespace Wellcloud.Emulator.Faults;

/// <summary>When a token becomes invalid.</summary>
public enum TokenExpiry
{
    /// <summary>Before the request is answered: it is a 401.</summary>
    Before,

    /// <summary>While it is answered: this answer is right, the next request with the token a 401.</summary>
    During,
}
