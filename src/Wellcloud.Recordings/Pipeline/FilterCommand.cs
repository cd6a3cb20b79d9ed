using System.Globalization;
using System.Management.Automation;
using Wellcloud.Client;
using Wellcloud.Client.Archive;
using Wellcloud.Client.Times;
using Wellcloud.Recordings.Completion;
using Wellcloud.Recordings.Errors;
using Wellcloud.Recordings.Parameters;
using Wellcloud.Recordings.Resources;
using Wellcloud.Recordings.Sessions;

namespace Wellcloud.Recordings.Pipeline;

/// <summary>A command with the recording filters. They are the same for the service and for an archive.</summary>
public abstract class FilterCommand : WellcloudCommand
{
    /// <summary>The conditions on numbers and names, by parameter, for the warnings at the end of a listing.</summary>
    private (string Parameter, TextFilter? Filter)[] _conditions = [];
    private (TimeMisses? Misses, TimeSpan Offset) _times;
    private readonly Dictionary<TimeSpan, RecordingFilter> _filters = [];
    private string? _listing;

    /// <summary>Recording ids.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [IdTransformation]
    public virtual string[]? Id { get; set; }

    /// <summary>Call directions.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ServiceWordTransformation]
    [ArgumentCompleter(typeof(DirectionCompleter))]
    public string[]? CallDirection { get; set; }

    /// <summary>States: Success or Fail.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ServiceWordTransformation]
    [ArgumentCompleter(typeof(StateCompleter))]
    public string[]? State { get; set; }

    /// <summary>Extensions.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DeviceIdCompleter))]
    public string[]? DeviceId { get; set; }

    /// <summary>Agent ids.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AgentIdCompleter))]
    public string[]? AgentId { get; set; }

    /// <summary>Agent names.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AgentNameCompleter))]
    public string[]? AgentName { get; set; }

    /// <summary>Caller numbers.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Ani { get; set; }

    /// <summary>Called numbers.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Dnis { get; set; }

    /// <summary>The earliest start time, inclusive.</summary>
    [Parameter]
    [ValidateNotNull]
    [ServiceTimeTransformation]
    [ArgumentCompleter(typeof(TimeCompleter))]
    public ServiceTime? After { get; set; }

    /// <summary>The latest start time, exclusive.</summary>
    [Parameter]
    [ValidateNotNull]
    [ServiceTimeTransformation]
    [ArgumentCompleter(typeof(TimeCompleter))]
    public ServiceTime? Before { get; set; }

    /// <summary>The shortest call length in seconds, as minutes and seconds, or as a TimeSpan, inclusive.</summary>
    [Parameter]
    [CallLengthTransformation]
    [ValidateRange(0, int.MaxValue)]
    public int? MinimumLength { get; set; }

    /// <summary>The longest call length in seconds, as minutes and seconds, or as a TimeSpan, inclusive.</summary>
    [Parameter]
    [CallLengthTransformation]
    [ValidateRange(0, int.MaxValue)]
    public int? MaximumLength { get; set; }

    /// <summary>Makes the engine's filter from the parameters. Warns about conditions that no recording can meet.</summary>
    /// <param name="offset">The UTC offset for times without a zone.</param>
    internal RecordingFilter ToFilter(TimeSpan offset)
    {
        WarnIfUnknown(CallDirection, DirectionCompleter.Known);
        WarnIfUnknown(State, StateCompleter.Known);
        var (after, before) = (After?.In(offset), Before?.In(offset));
        if (after >= before)
        {
            WriteWarning(string.Format(CultureInfo.InvariantCulture, Messages.EmptyTimeRange, after, before));
        }

        if (MinimumLength > MaximumLength)
        {
            WriteWarning(string.Format(Messages.EmptyLengthRange, MinimumLength, MaximumLength));
        }

        var filter = new RecordingFilter
        {
            Id = Id.ToFilter(),
            CallDirection = CallDirection.ToFilter(),
            State = State.ToFilter(),
            DeviceId = DeviceId.ToFilter(),
            AgentId = AgentId.ToFilter(),
            AgentName = AgentName.ToFilter(),
            Ani = TextFilterBuilder.WithBareNumbers(Ani).ToFilter(),
            Dnis = TextFilterBuilder.WithBareNumbers(Dnis).ToFilter(),
            After = after,
            Before = before,
            MinimumLength = MinimumLength,
            MaximumLength = MaximumLength,
            TimeMisses = (after is null && before is null) || after >= before ? null : new(),
        };
        _times = (filter.TimeMisses, offset);
        _conditions =
        [
            (nameof(DeviceId), filter.DeviceId),
            (nameof(AgentId), filter.AgentId),
            (nameof(AgentName), filter.AgentName),
            (nameof(Ani), filter.Ani),
            (nameof(Dnis), filter.Dnis),
        ];
        return filter;
    }

    /// <summary>Returns the full path of a saved listing. Errors about this file get their own advice.</summary>
    internal string ResolveListing(string path) => _listing = this.ResolveFile(path);

    /// <inheritdoc/>
    internal override Advice? AdviceFor(WellcloudException fault) =>
        _listing is not null && fault.Target == _listing ? Advice.For("ListingFile") : base.AdviceFor(fault);

    /// <summary>Makes the filter for an archive. Times without a zone are read in the offset of the archive.</summary>
    internal RecordingFilter ToFilterOf(string archive)
    {
        var ofArchive = Run((_, stopping) => ArchivedRecordings.ReadOffsetAsync(archive, stopping));
        var utcOffset = ofArchive ?? SessionStore.Default?.UtcOffset ?? WellcloudClientOptions.DefaultUtcOffset;
        if (!_filters.TryGetValue(utcOffset, out var filter))
        {
            // Made once, so that it also warns once.
            _filters.Add(utcOffset, filter = ToFilter(utcOffset));
        }

        return filter;
    }

    /// <summary>Writes an error for each id that is not in the listing, and a warning for a value or a time range that no recording has.</summary>
    /// <param name="ids">The ids.</param>
    /// <param name="mayBeEmpty">Whether a time range without calls is nothing unusual.</param>
    internal void WriteNotFound(IEnumerable<string> ids, bool mayBeEmpty = false)
    {
        foreach (var (parameter, condition) in _conditions)
        {
            if (condition?.NearMisses is { IsMiss: true } misses)
            {
                WarnOfMiss(parameter, misses);
            }

            // The service's list leaves out the numbers of many calls.
            if (condition?.Absent > 0 && parameter is nameof(Ani) or nameof(Dnis))
            {
                WriteWarning(string.Format(Messages.FieldAbsent, condition!.Absent, parameter));
            }
        }

        _conditions = [];
        if (_times.Misses is { IsMiss: true } times && !mayBeEmpty)
        {
            var bounds = Before is null ? "-After" : After is null ? "-Before" : Messages.AfterAndBefore;
            WriteWarning(string.Format(CultureInfo.InvariantCulture, Messages.NothingInRange, bounds, times.Earliest.ToOffset(_times.Offset), times.Latest.ToOffset(_times.Offset)));
        }

        _times = default;
        foreach (var id in ids)
        {
            WriteError(ErrorRecords.Make(new(WellcloudError.RecordingNotFound, string.Format(Messages.NotInListing, id)) { Target = id }, advice: Advice.For(nameof(Messages.NotInListing))));
        }
    }

    private void WarnOfMiss(string parameter, NearMisses misses)
    {
        var warning = string.Format(Messages.NothingFound, parameter, string.Join(", ", misses.Literals), string.Join(", ", misses.Values));
        if (misses.Literals.FirstOrDefault(MayLackZero) is { } number)
        {
            warning += (warning.EndsWith("。", StringComparison.Ordinal) ? "" : " ") + string.Format(Messages.QuoteNumbers, parameter, number);
        }

        WriteWarning(warning);

        // In a list or a variable, the shell reads 0215 without quotes as the number 215.
        bool MayLackZero(string literal) =>
            literal.Length > 0 && literal[0] != '0' && literal.All(char.IsDigit) && !IsMobile(literal)
            && (parameter is nameof(Ani) or nameof(Dnis) || misses.Values.Any(value => value.StartsWith("0" + literal, StringComparison.Ordinal)));
    }

    /// <summary>Whether a number is that of a Chinese mobile telephone, which has no leading zero.</summary>
    private static bool IsMobile(string number) => number.Length == 11 && number[0] == '1';

    private void WarnIfUnknown(string[]? values, IReadOnlyList<string> known)
    {
        foreach (var value in values ?? [])
        {
            if (!WildcardPattern.ContainsWildcardCharacters(value) && !known.Contains(value, StringComparer.OrdinalIgnoreCase))
            {
                WriteWarning(string.Format(Messages.UnknownFilterValue, value, string.Join(", ", known)));
            }
        }
    }
}
