using System.Management.Automation;
using Wellcloud.Client;
using Wellcloud.Recordings.Errors;
using Wellcloud.Recordings.Resources;

namespace Wellcloud.Recordings.Parameters;

/// <summary>Checks what comes through the pipeline.</summary>
internal static class PipelineInput
{
    /// <summary>Whether a command has a parameter that takes pipeline input.</summary>
    public static bool TakesPipelineInput(this PSCmdlet command) =>
        command.MyInvocation.MyCommand.ParameterSets.SelectMany(static set => set.Parameters).Any(static parameter => parameter.ValueFromPipeline || parameter.ValueFromPipelineByPropertyName);

    /// <summary>
    /// Ends a command that gets recordings from the pipeline and from the command line. Nearly always the user left out the name of another
    /// parameter, so its value was taken for a recording. Without this check, the shell writes a binding error for each recording.
    /// </summary>
    /// <param name="command">The command.</param>
    /// <param name="parameter">The parameter that takes recordings.</param>
    /// <param name="meant">The parameter that the user most likely left out.</param>
    public static void RefuseBoundTwice(this PSCmdlet command, string parameter, string meant)
    {
        if (command.MyInvocation.ExpectingInput
            && command.MyInvocation.BoundParameters.TryGetValue(parameter, out var given)
            && given switch { Recording[] { Length: > 0 } recordings => recordings[0].Id, PlayableRecording[] { Length: > 0 } recordings => recordings[0].Recording.Id, _ => null } is { } text)
        {
            command.ThrowTerminatingError(ErrorRecords.Make("BoundTwice", ErrorCategory.InvalidArgument, string.Format(Messages.BoundTwice, text, meant), text));
        }
    }
}
