using System.Management.Automation;
using System.Runtime.CompilerServices;
using Wellcloud.Client;

namespace Wellcloud.Recordings.Pipeline;

/// <summary>A listing with -First and -Skip.</summary>
public abstract class PickCommand : FilterCommand
{
    /// <summary>How many recordings to return at most, after the filters.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long First { get; set; } = long.MaxValue;

    /// <summary>How many recordings to skip at the start, after the filters.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long Skip { get; set; }

    /// <summary>Writes the rows that match, and an error for each literal id that no row has.</summary>
    /// <param name="filter">The filter that the rows have already passed.</param>
    /// <param name="rows">Starts reading the rows.</param>
    /// <param name="idOf">Returns the id of a row.</param>
    /// <param name="isWanted">A further condition.</param>
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

        // After -First the rest is not read, and may hold the missing ids.
        if (taken < First)
        {
            WriteNotFound(missing);
        }

        [MethodImpl(Jit.Optimize)]
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
