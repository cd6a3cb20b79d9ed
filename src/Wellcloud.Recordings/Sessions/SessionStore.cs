using System.Management.Automation;
using Wellcloud.Client;
using Wellcloud.Recordings.Errors;
using Wellcloud.Recordings.Resources;

namespace Wellcloud.Recordings.Sessions;

/// <summary>Holds the default session, which all runspaces of the process share.</summary>
internal static class SessionStore
{
    private static WellcloudSession? s_default;

    /// <summary>The session that was connected last. A session that it replaces stays open, because a variable or a running command may still use it.</summary>
    public static WellcloudSession? Default
    {
        get => Volatile.Read(ref s_default);
        set => Volatile.Write(ref s_default, value);
    }

    /// <summary>Removes the default session, if it is the given one.</summary>
    public static void Forget(WellcloudSession session) => Interlocked.CompareExchange(ref s_default, null, session);

    /// <summary>Returns the session that a command uses. Ends the command when there is no connected session.</summary>
    public static WellcloudSession RequireSession(this Cmdlet command, WellcloudSession? given)
    {
        var session = given ?? Default;
        if (session is not { IsConnected: true })
        {
            var message = session is null ? Messages.NoSession : Messages.SessionClosed;
            command.ThrowTerminatingError(ErrorRecords.Make(new(WellcloudError.NotConnected, message)));
        }

        return session!;
    }
}
