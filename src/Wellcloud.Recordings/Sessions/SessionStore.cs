using System.Management.Automation;
using Wellcloud.Client;
using Wellcloud.Recordings.Errors;
using Wellcloud.Recordings.Resources;

namespace Wellcloud.Recordings.Sessions;

/// <summary>The default session of the process: every runspace of it sees the same.</summary>
internal static class SessionStore
{
    private static WellcloudSession? s_default;

    /// <summary>The last session that was connected. The one before is left open: whoever holds it may give it to -Session, or be at work with it.</summary>
    public static WellcloudSession? Default
    {
        get => Volatile.Read(ref s_default);
        set => Volatile.Write(ref s_default, value);
    }

    /// <summary>Forgets a session, if it is the default one.</summary>
    public static void Forget(WellcloudSession session) => Interlocked.CompareExchange(ref s_default, null, session);

    /// <summary>The session that a command is to use; ends the command when there is none.</summary>
    public static WellcloudSession Open(this Cmdlet command, WellcloudSession? given)
    {
        var session = given ?? Default;
        if (session is not { IsConnected: true })
        {
            var message = session is null ? Messages.NotConnected : Messages.Disconnected;
            command.ThrowTerminatingError(ErrorRecords.Make(new(WellcloudError.NotConnected, message)));
        }

        return session!;
    }
}
