using System.Globalization;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Archive;

/// <summary>A place where a ledger is not what a run has written.</summary>
/// <param name="File">The ledger's file.</param>
/// <param name="Line">The number of the line, from 1.</param>
/// <param name="Reason">What is wrong with it.</param>
internal sealed record LedgerProblem(string File, long Line, string Reason)
{
    /// <summary>The fault that ends a run.</summary>
    public WellcloudException ToFault() => new(WellcloudError.LedgerDamaged, ToString()) { Target = File, EndsRun = true };

    public override string ToString() => string.Format(CultureInfo.CurrentCulture, Messages.LedgerDamaged, File, Line, Reason);
}
