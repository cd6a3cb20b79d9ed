namespace Wellcloud.Client.Tests.Faults;

/// <summary>One cell of the matrix: a fault at an endpoint, and the expected result.</summary>
/// <param name="Endpoint">The endpoint with the fault.</param>
/// <param name="Fault">What the fault is, and how often it happens.</param>
internal sealed record FaultCase(Endpoint Endpoint, string Fault)
{
    public const int Retries = 3;

    /// <summary>Makes the rules for the emulator: new ones for each run, because rules count their hits.</summary>
    public Func<IReadOnlyList<FaultRule>> Rules { get; init; } = static () => [];

    /// <summary>The expected error; null when everything must arrive.</summary>
    public WellcloudError? Error { get; init; }

    /// <summary>Whether rows come before the error.</summary>
    public bool AfterRows { get; init; }

    /// <summary>How many requests reach the endpoint, whatever the origin.</summary>
    public int Requests { get; init; } = 1;

    /// <summary>How many tokens the client requests; null when this does not matter.</summary>
    public int? Logins { get; init; }

    /// <summary>How many pauses there are before a retry.</summary>
    public int Pauses { get; init; }

    /// <summary>How long each pause is; null for a backoff.</summary>
    public TimeSpan? Pause { get; init; }

    /// <summary>Whether an attempt may receive more bytes than the one before. Such an attempt uses up no retry, so there may be more requests and pauses than stated.</summary>
    public bool GetsFurther { get; init; }

    /// <summary>The status of the recording; null for the status that follows from <see cref="Error"/>.</summary>
    public SaveStatus? Status { get; init; }

    /// <summary>How many bytes at the end the service does not announce, so that the client cannot know of them.</summary>
    public int Unannounced { get; init; }

    public Road Road { get; init; }

    /// <summary>Whether the client has a credential, and so can renew its token.</summary>
    public bool Credential { get; init; }

    /// <summary>Whether every token ends between the login and the request.</summary>
    public bool ExpireBetween { get; init; }

    /// <summary>The number of the pause in which the closed port begins to accept connections.</summary>
    public int? DoorOpens { get; init; }

    /// <summary>Checks what else the requests must satisfy.</summary>
    public Action<IReadOnlyList<LoggedRequest>> Check { get; init; } = static _ => { };

    /// <summary>Returns the case of a rate limit, which uses up no retry: the client goes on for two minutes, in the end with a request every 16 seconds.</summary>
    public FaultCase Patiently() => this with { Requests = 13, Pauses = 12, IsPatient = true };

    /// <summary>Whether the pauses are those after refusals by the service.</summary>
    public bool IsPatient { get; private init; }

    public string Name => $"{Endpoint}: {Fault}";
}
