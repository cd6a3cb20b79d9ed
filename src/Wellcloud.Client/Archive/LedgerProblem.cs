using System.Globalization;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Archive;

/// <summary>A place where a ledger is damaged or was changed.</summary>
/// <param name="File">The ledger's file.</param>
/// <param name="Line">The number of the line, from 1.</param>
/// <param name="Reason">What is wrong with the line.</param>
internal sealed record LedgerProblem(string File, long Line, string Reason)
{
    /// <summary>Returns the exception that ends a run.</summary>
    public WellcloudException ToFault() => new(WellcloudError.LedgerDamaged, ToString()) { Target = File, EndsRun = true };

    public override string ToString() => string.Format(CultureInfo.CurrentCulture, Messages.LedgerDamaged, File, Line, Reason);
}
