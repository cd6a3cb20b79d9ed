namespace Wellcloud.Client.Catalog;

/// <summary>The recordings of a page as columns: some 60 bytes a recording, and every text once.</summary>
/// <param name="root">The archive.</param>
/// <param name="utcOffset">The offset that the page shows times in.</param>
/// <param name="maskNumber">Whether outside numbers are hidden.</param>
internal sealed class CatalogRows(string root, TimeSpan utcOffset, bool maskNumber)
{
    /// <summary>Stands for a missing time or number.</summary>
    public const int None = int.MinValue;

    /// <summary>An outcome that only the page has, besides those of <see cref="SaveStatus"/>: saved, but much shorter than the call.</summary>
    public const string Short = "Short";

    private static readonly int _shortOutcome = Enum.GetNames(typeof(SaveStatus)).Length;

    /// <summary>The greatest length of audio in seconds. Longer audio counts as this long.</summary>
    private const int MostSeconds = 1 << 30;

    private static readonly DateTime _epoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    private readonly Dictionary<(int Id, int Name), int> _agents = [];
    private readonly string _prefix = root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;

    /// <summary>How many rows there are.</summary>
    public int Count => Starts.Count;

    /// <summary>How many of them have audio.</summary>
    public int Playable { get; private set; }

    /// <summary>How many have no audio in the page because the path of their file contains a hidden number.</summary>
    public int WithheldPaths { get; private set; }

    /// <summary>Seconds since 2000 in the page's offset.</summary>
    public List<int> Starts { get; } = [];

    /// <summary>The end minus the start and the length, in seconds: nearly always 0.</summary>
    public List<int> EndGaps { get; } = [];

    /// <summary>Lengths of calls in seconds.</summary>
    public List<int> Lengths { get; } = [];

    /// <summary>The length of the audio minus the length of the call, in seconds.</summary>
    public List<int> AudioGaps { get; } = [];

    /// <summary>Sizes in bytes; -1 for none.</summary>
    public List<long> Sizes { get; } = [];

    /// <summary>Words of the service: directions and states.</summary>
    public TextTable Words { get; } = new();

    /// <summary>Per row, the direction's index in <see cref="Words"/>.</summary>
    public List<int> Directions { get; } = [];

    /// <summary>Per row, the state's index in <see cref="Words"/>.</summary>
    public List<int> States { get; } = [];

    /// <summary>Per row, the outcome: a <see cref="SaveStatus"/>, or the number after the last status for <see cref="Short"/>.</summary>
    public List<int> Outcomes { get; } = [];

    /// <summary>Ids of agents.</summary>
    public TextTable AgentIds { get; } = new();

    /// <summary>Names of agents.</summary>
    public TextTable AgentNames { get; } = new();

    /// <summary>Pairs of indexes in <see cref="AgentIds"/> and <see cref="AgentNames"/>.</summary>
    public List<(int Id, int Name)> Agents { get; } = [];

    /// <summary>Per row, the index in <see cref="Agents"/>.</summary>
    public List<int> AgentOf { get; } = [];

    /// <summary>Extensions.</summary>
    public TextTable Devices { get; } = new();

    /// <summary>Per row, the index in <see cref="Devices"/>.</summary>
    public List<int> DeviceOf { get; } = [];

    /// <summary>Callers and callees.</summary>
    public TextTable Numbers { get; } = new();

    /// <summary>Per row, the caller's and the callee's index in <see cref="Numbers"/>.</summary>
    public List<(int Ani, int Dnis)> Parties { get; } = [];

    /// <summary>Patterns of paths.</summary>
    public TextTable Patterns { get; } = new();

    /// <summary>Per row, the index in <see cref="Patterns"/>; 0 without audio.</summary>
    public List<int> PatternOf { get; } = [];

    /// <summary>Why there is no audio.</summary>
    public TextTable Errors { get; } = new();

    /// <summary>Per row, the index in <see cref="Errors"/>.</summary>
    public List<int> ErrorOf { get; } = [];

    /// <summary>Per row, its id.</summary>
    public IdTable Ids { get; } = new();

    /// <summary>Ids of calls other than the recording's own.</summary>
    public IdTable Calls { get; } = new();

    /// <summary>Per row, 0 without a call id, 1 where it is the recording's own, else the index in <see cref="Calls"/> plus 2.</summary>
    public List<int> CallOf { get; } = [];

    /// <summary>Per row, the file below the archive; needed only to read the audio.</summary>
    public List<string?>? Files { get; init; }

    /// <summary>Returns the moment of a start.</summary>
    public DateTimeOffset MomentOf(int start) => new(_epoch.AddSeconds(start), utcOffset);

    /// <summary>Adds a recording.</summary>
    public void Add(SavedRecording saved)
    {
        var source = saved.Recording ?? new Recording { Id = saved.Id };
        var path = PathOf(saved);
        if (path is not null && maskNumber && NumberMask.Holds(path, source))
        {
            WithheldPaths++;
            path = null;
        }

        var row = Prepare(source, saved.Id);
        var start = SecondsOf(row.StartTime);
        var end = SecondsOf(row.EndTime);
        Starts.Add(start);
        Lengths.Add(row.CallLength ?? None);
        var length = Math.Max(row.CallLength ?? 0, 0);
        EndGaps.Add(start == None || end == None ? None : end - start - length);
        AudioGaps.Add(saved.AudioLength is { } audio ? (int)Math.Min(Math.Round(audio.TotalSeconds), MostSeconds) - length : None);
        Sizes.Add(saved.Bytes ?? -1);
        Directions.Add(Words.Add(row.CallDirection));
        States.Add(Words.Add(row.State));
        Outcomes.Add(path is not null && saved.HasShortAudio() ? _shortOutcome : (int)saved.Status);
        AgentOf.Add(AddAgent(row));
        DeviceOf.Add(Devices.Add(row.DeviceId));
        Parties.Add((Numbers.Add(row.Ani), Numbers.Add(row.Dnis)));
        ErrorOf.Add(Errors.Add(maskNumber ? NumberMask.Scrub(saved.Error) : saved.Error));
        PatternOf.Add(path is null ? 0 : Patterns.Add(PathPattern.Of(path, row, start == None ? null : MomentOf(start).DateTime)));
        Files?.Add(path);
        Playable += path is null ? 0 : 1;
        Ids.Append(row.Id);
        CallOf.Add(row.CallId is not { Length: > 0 } call ? 0 : call == row.Id ? 1 : Calls.Add(call) + 2);
    }

    /// <summary>Returns the rows in the order of the page: newest first, those without a readable start at the end.</summary>
    public int[] Order()
    {
        var keys = new long[Count];
        var order = new int[Count];
        for (var i = 0; i < Count; i++)
        {
            // The later start first; of equal starts, the earlier row. A missing start is the smallest number, so it comes last.
            (order[i], keys[i]) = (i, (-(long)Starts[i] << 31) | (uint)i);
        }

        Array.Sort(keys, order);
        return order;
    }

    /// <summary>Returns what the page shows of a recording: under the id of the ledger, and without outside numbers if they are hidden.</summary>
    private Recording Prepare(Recording source, string id)
    {
        return !maskNumber && source.Id == id ? source : new()
        {
            Id = Hide(id)!,
            CallId = Hide(source.CallId),
            CallDirection = Hide(source.CallDirection),
            State = Hide(source.State),
            StartTime = source.StartTime,
            EndTime = source.EndTime,
            CallLength = source.CallLength,
            Ani = Mask(source.Ani),
            Dnis = Mask(source.Dnis),
            DeviceId = Mask(source.DeviceId),
            AgentId = Hide(source.AgentId),
            AgentName = maskNumber ? NumberMask.Scrub(source.AgentName) : source.AgentName,
        };

        string? Hide(string? text) => maskNumber && text is not null && NumberMask.Holds(text, source) ? NumberMask.Scrub(text) : text;

        string? Mask(string? number) => maskNumber ? NumberMask.Apply(number) : number;
    }

    private int AddAgent(Recording row)
    {
        var agent = (AgentIds.Add(row.AgentId), AgentNames.Add(row.AgentName));
        if (!_agents.TryGetValue(agent, out var index))
        {
            index = Agents.Count;
            _agents.Add(agent, index);
            Agents.Add(agent);
        }

        return index;
    }

    /// <summary>Returns the path of the file below the archive, with slashes; null when the ledger says that there is no file.</summary>
    private string? PathOf(SavedRecording saved) =>
        saved.Status.HasFile() && saved.Path is { } path
            ? path.Substring(_prefix.Length).Replace(Path.DirectorySeparatorChar, '/')
            : null;

    private int SecondsOf(DateTimeOffset? time)
    {
        if (time is not { } moment || moment.UtcTicks + utcOffset.Ticks < 0 || moment.UtcTicks + utcOffset.Ticks > DateTime.MaxValue.Ticks)
        {
            return None;
        }

        var seconds = Math.Floor((moment.ToOffset(utcOffset).DateTime - _epoch).TotalSeconds);
        return seconds is > int.MinValue and <= int.MaxValue ? (int)seconds : None;
    }
}
