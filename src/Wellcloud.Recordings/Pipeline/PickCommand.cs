using System.Management.Automation;
using Wellcloud.Client;

namespace Wellcloud.Recordings.Pipeline;

/// <summary>A command that gives some of many rows.</summary>
public abstract class PickCommand : FilterCommand
{
    /// <summary>How many to give at most, after the filters.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long First { get; set; } = long.MaxValue;

    /// <summary>How many to leave out first, after the filters.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long Skip { get; set; }

    /// <summary>Gives the rows that are asked for, and reports the ids that were asked for by name and are in none.</summary>
    /// <param name="filter">What the rows already satisfy.</param>
    /// <param name="rows">Where they come from.</param>
    /// <param name="idOf">The id of a row.</param>
    /// <param name="isWanted">What else a row has to satisfy.</param>
    internal void WritePicked<T>(
        RecordingFilter filter, Func<CancellationToken, IAsyncEnumerable<T>> rows, Func<T, string> idOf, Func<T, bool> isWanted)
    {
        if (First == 0)
        {
            return;
        }

        var missing = new HashSet<string>(filter.Id?.Literals ?? [], StringComparer.OrdinalIgnoreCase);
        var (skipped, taken) = (0L, 0L);
        Run((run, stopping) => run.PostAsync(rows(stopping), Judge, batch => WriteObject(batch, enumerateCollection: true), stopping));

        // What was not read may well be there.
        if (taken < First)
        {
            WriteNotFound(missing);
        }

        RowVerdict Judge(T row)
        {
            if (missing.Count > 0)
            {
                missing.Remove(idOf(row));
            }

            if (!isWanted(row) || skipped++ < Skip)
            {
                return RowVerdict.Drop;
            }

            return ++taken < First ? RowVerdict.Take : RowVerdict.Last;
        }
    }
}
