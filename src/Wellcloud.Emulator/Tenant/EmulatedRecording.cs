using System.Globalization;

namespace Wellcloud.Emulator.Tenant;

/// <summary>One recording of the emulated tenant, with the values that the service sends.</summary>
public readonly struct EmulatedRecording
{
    private readonly EmulatedTenant _tenant;

    /// <summary>64 random bits. Each value below is made of some of them, at a shift of its own.</summary>
    private readonly ulong _draw;

    /// <summary>64 random bits that all recordings of a call share.</summary>
    private readonly ulong _callDraw;

    internal EmulatedRecording(EmulatedTenant tenant, int index, ulong draw, ulong callDraw)
    {
        _tenant = tenant;
        Index = index;
        _draw = draw;
        _callDraw = callDraw;
    }

    /// <summary>Its place in the listing.</summary>
    public int Index { get; }

    /// <summary>Its id.</summary>
    public string Id => Guid.ToString();

    /// <summary>The id of its call; equal to <see cref="Id"/> for some.</summary>
    public string CallId => CallGuid.ToString();

    /// <summary>The tenant's id.</summary>
    public string TenantId => TenantGuid.ToString();

    /// <summary>One of the six directions.</summary>
    public string CallDirection => Directions.Name(Direction);

    /// <summary>Start in the tenant's own time, without a zone.</summary>
    public DateTime StartTime => Calendar.Time(StartSeconds);

    /// <summary>End in the tenant's own time. One recording in eight ends a second later than its length says.</summary>
    public DateTime EndTime => Calendar.Time(EndSeconds);

    /// <summary>Length of the call in seconds.</summary>
    public int CallLength => CallLengths.Pick(_draw, 0);

    /// <summary>The extension.</summary>
    public string DeviceId => Agent.Extension;

    /// <summary>The agent's login.</summary>
    public string AgentId => Agent.Id;

    /// <summary>The agent's Chinese name.</summary>
    public string AgentName => Agent.Name;

    /// <summary><c>Success</c> or <c>Fail</c>.</summary>
    public string State => HasAudio ? "Success" : "Fail";

    /// <summary>Whether there is audio to fetch.</summary>
    public bool HasAudio => Draw.Below(_draw, 10, 1000) >= 15;

    /// <summary>The size in bytes as the listing of all recordings says it: right, 0, or null where the field is absent.</summary>
    public long? FileSize => ((_draw >> 26) & 3) switch
    {
        0 => null,
        1 => 0,
        _ => HasAudio ? AudioLength : 0,
    };

    /// <summary>Size in bytes of the audio itself; 0 for a failed recording.</summary>
    public long AudioLength => HasAudio ? _tenant.AudioLengthOf(this) : 0;

    /// <summary>The caller.</summary>
    public string Ani => Direction == Directions.Inbound ? Customer : DeviceId;

    /// <summary>The callee.</summary>
    public string Dnis => Direction switch
    {
        Directions.Inbound => DeviceId,
        Directions.Internal or Directions.Offhook => Colleague.Extension,
        _ => Customer,
    };

    /// <summary>Whether the listing of all recordings names caller and callee of this one.</summary>
    public bool ListsParties => ((_draw >> 28) & 1) == 0;

    /// <summary>The path of its file on the server, as the listing of all recordings says it.</summary>
    public string FileName => string.Create(
        CultureInfo.InvariantCulture,
        $"/mnt/volumes/recordings/{StartTime:yyyy}/{StartTime:MMdd}/{DeviceId}/{StartTime:yyyyMMddHHmmss}_{Id}.mp3");

    internal Calendar Calendar => _tenant.Calendar;

    internal Guid Guid => _tenant.IdOf(Index);

    internal Guid CallGuid => _tenant.CallIdOf(Index);

    internal Guid TenantGuid => _tenant.TenantId;

    internal int Direction => Directions.Pick(_callDraw, 4);

    internal int StartSeconds => _tenant.StartOf(Index, _draw);

    internal int EndSeconds => StartSeconds + CallLength + (((_draw >> 29) & 7) == 0 ? 1 : 0);

    internal Agents.Agent Agent => Agents.At(Draw.Below(_draw, 32, Agents.Count));

    internal Agents.Agent Colleague => Agents.At(Draw.Below(_draw, 48, Agents.Count));

    /// <summary>The eleven digits of the customer's mobile telephone.</summary>
    internal long CustomerNumber => 13_000_000_000 + (long)((_callDraw >> 24) % 6_999_999_999);

    private string Customer => string.Create(CultureInfo.InvariantCulture, $"{CustomerNumber}@acme.cc");
}
