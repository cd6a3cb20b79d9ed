using System.Net.Sockets;

namespace Wellcloud.Client.Files;

/// <summary>The process has reached its limit of open files and sockets. Neither the file nor the service is at fault.</summary>
internal static class HandleShortage
{
    /// <summary>Whether an exception, or an inner one, reports such a shortage, by the error codes of Linux and macOS (23, 24) and Windows (4).</summary>
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
