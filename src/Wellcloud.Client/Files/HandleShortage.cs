using System.Net.Sockets;

namespace Wellcloud.Client.Files;

/// <summary>The system gives this process no more open files and sockets for now: the fault of no file and of no server.</summary>
internal static class HandleShortage
{
    /// <summary>Whether an exception, or one behind it, comes from this: error codes of Linux and macOS (23, 24) and Windows (4).</summary>
    public static bool Is(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is SocketException { SocketErrorCode: SocketError.TooManyOpenSockets }
                || (exception is IOException && exception.HResult is 23 or 24 or unchecked((int)0x80070004)))
            {
                return true;
            }
        }

        return false;
    }
}
