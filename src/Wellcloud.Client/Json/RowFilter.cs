using System.Runtime.CompilerServices;

namespace Wellcloud.Client.Json;

/// <summary>Applies a <see cref="RecordingFilter"/> to the bytes of a row, before a recording is made of it.</summary>
internal sealed class RowFilter
{
    private readonly RecordingFilter _filter;
    private readonly TimeSpan _utcOffset;
    private readonly List<TextCondition> _texts = [];
    private readonly bool _hasTimes;
    private readonly bool _hasLengths;

    public RowFilter(RecordingFilter filter, ListingOptions options)
    {
        (_filter, _utcOffset) = (filter, options.UtcOffset);
        (_hasTimes, _hasLengths) = (filter.HasTimes, filter.HasLengths);
        foreach (var field in FilterField.All)
        {
            if (field.ConditionIn(filter) is { } condition)
            {
                _texts.Add(new TextCondition(field, condition, options.Pool));
            }
        }
    }

    [MethodImpl(Jit.Optimize)]
    public bool Matches(RowFields row)
    {
        foreach (var condition in _texts)
        {
            if (!condition.Matches(row))
            {
                return false;
            }
        }

        // Times and lengths are read only where a condition asks for them.
        return (!_hasTimes || _filter.MatchesTimes(WireTime.Read(row.Buffer, row[RecordingField.StartTime], _utcOffset)))
            && (!_hasLengths || _filter.MatchesLengths(RowReader.ReadSeconds(row)));
    }
}
