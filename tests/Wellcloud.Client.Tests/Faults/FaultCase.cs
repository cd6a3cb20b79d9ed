namespace Wellcloud.Client.Tests.Faults;

/// <summary>One cell of the matrix: a fault at an endpoint, and what must come of it.</summary>
/// <param name="Endpoint">Where the fault is.</param>
/// <param name="Fault">What it is, and how often.</param>
internal sealed record FaultCase(Endpoint Endpoint, string Fault)
{
    public const int Retries = 3;

    /// <summary>The rules for the emulator, made afresh for each run.</summary>
    public Func<IReadOnlyList<FaultRule>> Rules { get; init; } = static () => [];

    /// <summary>The one right error; null when everything has to arrive.</summary>
    public WellcloudError? Error { get; init; }

    /// <summary>Whether rows come before the error.</summary>
    public bool AfterRows { get; init; }

    /// <summary>How many requests reach the endpoint, whatever the origin.</summary>
    public int Requests { get; init; } = 1;

    /// <summary>The tokens applied for; null where it does not matter.</summary>
    public int? Logins { get; init; }

    /// <summary>How many pauses there are before a retry.</summary>
    public int Pauses { get; init; }

    /// <summary>How long each pause is; null for a backoff.</summary>
    public TimeSpan? Pause { get; init; }

    /// <summary>Whether attempts may receive more bytes, which uses up no retry: there may be more requests and pauses than stated.</summary>
    public bool GetsFurther { get; init; }

    /// <summary>What becomes of a recording; null for what follows from <see cref="Error"/>.</summary>
    public SaveStatus? Status { get; init; }

    /// <summary>Bytes at the end that the service kept to itself and nobody can miss.</summary>
    public int Unannounced { get; init; }

    public Road Road { get; init; }

    /// <summary>Whether the client has a credential, and so can renew its token.</summary>
    public bool Credential { get; init; }

    /// <summary>Whether every token ends between the login and the request.</summary>
    public bool ExpireBetween { get; init; }

    /// <summary>In which pause the closed door opens.</summary>
    public int? DoorOpens { get; init; }

    /// <summary>What else must hold of the requests.</summary>
    public Action<IReadOnlyList<LoggedRequest>> Check { get; init; } = static _ => { };

    /// <summary>A limit of the service uses up no retry: requests go on for two minutes, in the end every 16 seconds.</summary>
    public FaultCase Patiently() => this with { Requests = 13, Pauses = 12, IsPatient = true };

    /// <summary>Whether the pauses are those of a service that refuses.</summary>
    public bool IsPatient { get; private init; }

    public string Name => $"{Endpoint}: {Fault}";
}
