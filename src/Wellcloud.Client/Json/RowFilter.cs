using System.Runtime.CompilerServices;

namespace Wellcloud.Client.Json;

/// <summary>Decides on the bytes of a row what <see cref="RecordingFilter.Matches"/> would say of its recording, before there is one.</summary>
internal sealed class RowFilter
{
    private readonly RecordingFilter _filter;
    private readonly TimeSpan _utcOffset;
    private readonly List<TextCondition> _texts = [];
    private readonly bool _hasTime;
    private readonly bool _hasLength;

    public RowFilter(RecordingFilter filter, ListingOptions options)
    {
        _filter = filter;
        _utcOffset = options.UtcOffset;
        _hasTime = filter.After is not null || filter.Before is not null;
        _hasLength = filter.MinimumLength is not null || filter.MaximumLength is not null;

        Add(Field.State, filter.State, isRepeating: true);
        Add(Field.CallDirection, filter.CallDirection, isRepeating: true);
        Add(Field.DeviceId, filter.DeviceId, isRepeating: true);
        Add(Field.AgentId, filter.AgentId, isRepeating: true);
        Add(Field.AgentName, filter.AgentName, isRepeating: true);
        Add(Field.Id, filter.Id, isRepeating: false);
        Add(Field.Ani, filter.Ani, isRepeating: false);
        Add(Field.Dnis, filter.Dnis, isRepeating: false);

        void Add(Field field, TextFilter? condition, bool isRepeating)
        {
            if (condition is not null)
            {
                _texts.Add(new TextCondition(field, condition, options.Pool, isRepeating));
            }
        }
    }

    [MethodImpl(Jit.Once)]
    public bool Matches(RowFields row)
    {
        foreach (var condition in _texts)
        {
            if (!condition.Matches(row))
            {
                return false;
            }
        }

        return (!_hasTime || MatchesTime(row)) && (!_hasLength || MatchesLength(row));
    }

    private bool MatchesTime(RowFields row) =>
        WireTime.Read(row.Buffer, row[Field.StartTime], _utcOffset) is { } start
        && (_filter.After is null || start >= _filter.After)
        && (_filter.Before is null || start < _filter.Before);

    private bool MatchesLength(RowFields row) =>
        RowReader.ReadSeconds(row) is { } seconds
        && (_filter.MinimumLength is null || seconds >= _filter.MinimumLength)
        && (_filter.MaximumLength is null || seconds <= _filter.MaximumLength);
}
