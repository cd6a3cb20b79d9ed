using System.Management.Automation;
using Wellcloud.Client;
using Wellcloud.Recordings.Errors;
using Wellcloud.Recordings.Resources;

namespace Wellcloud.Recordings.Parameters;

/// <summary>Recordings come from the pipeline or stand in the command line, and never both.</summary>
internal static class PipelineInput
{
    /// <summary>
    /// Ends a command that is given recordings in both ways. It is nearly always a folder or a program whose parameter was left out, and
    /// the shell itself would say, for each recording, that it cannot be bound.
    /// </summary>
    /// <param name="command">The command.</param>
    /// <param name="parameter">The parameter of the recordings.</param>
    /// <param name="meant">The parameter that was left out, most likely.</param>
    public static void RefuseBoundTwice(this PSCmdlet command, string parameter, string meant)
    {
        if (command.MyInvocation.ExpectingInput
            && command.MyInvocation.BoundParameters.TryGetValue(parameter, out var given) && given is Recording[] { Length: > 0 } recordings)
        {
            var text = recordings[0].Id;
            command.ThrowTerminatingError(ErrorRecords.Make("BoundTwice", ErrorCategory.InvalidArgument, string.Format(Messages.BoundTwice, text, meant), text));
        }
    }
}
