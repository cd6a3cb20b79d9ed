using System.Security;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Files;

/// <summary>Faults of the file system, in the words of this client.</summary>
internal static class FileFault
{
    /// <summary>
    /// Whether an exception comes from the file system. The platform reports a path that it cannot use, or a file over its size limit, as an
    /// invalid argument.
    /// </summary>
    public static bool IsFile(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException or SecurityException;

    /// <summary>Returns the fault for a file or folder that cannot be written. It ends the run, unless only this one file is affected.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="inner">The exception of the system.</param>
    public static WellcloudException Write(string path, Exception inner) =>
        new(WellcloudError.WriteFailed, string.Format(Messages.WriteFailed, path, Reason(inner)), inner)
        {
            Target = path,
            EndsRun = !(inner is PathTooLongException || IsInUse(inner)),
        };

    /// <summary>Returns the fault for one file of many. It ends the run only when the disk is full or nothing else can be written either.</summary>
    /// <param name="path">The file.</param>
    /// <param name="folder">The folder of the run, which may contain folders.</param>
    /// <param name="inner">The exception of the system.</param>
    public static WellcloudException WriteOne(string path, string folder, Exception inner) =>
        new(WellcloudError.WriteFailed, string.Format(Messages.WriteFailed, path, Reason(inner)), inner)
        {
            Target = path,
            EndsRun = !IsInUse(inner) && !IsTooLarge(inner) && (IsDiskFull(inner) || !CanWriteTo(folder)),
        };

    /// <summary>Returns the fault for a file or folder that cannot be read. It ends the run.</summary>
    public static WellcloudException Read(string path, Exception inner) =>
        new(WellcloudError.ReadFailed, string.Format(Messages.ReadFailed, path, inner.Message), inner) { Target = path, EndsRun = true };

    /// <summary>Returns the fault for one file of many that cannot be read.</summary>
    public static WellcloudException ReadOne(string path, Exception inner) =>
        new(WellcloudError.ReadFailed, string.Format(Messages.ReadFailed, path, inner.Message), inner) { Target = path };

    /// <summary>Whether a file or folder does not exist. 20 is the error code for a path that passes through a file, on Linux and macOS.</summary>
    public static bool IsGone(Exception exception) =>
        exception is FileNotFoundException or DirectoryNotFoundException || (exception is IOException && (exception.HResult & 0xFFFF) == 20);

    /// <summary>Whether the file is larger than the file system allows, by the error codes of Windows, Linux and macOS. .NET may report an argument out of range.</summary>
    public static bool IsTooLarge(Exception exception) => exception is ArgumentOutOfRangeException
        || (exception is IOException && exception.HResult is 27 or unchecked((int)0x800700DF));

    /// <summary>Whether the disk or the user's quota is full, by the error codes of Windows, Linux and macOS.</summary>
    private static bool IsDiskFull(Exception exception) =>
        exception is IOException && exception.HResult is 28 or 69 or 122 or unchecked((int)0x80070027) or unchecked((int)0x80070070);

    private static string Reason(Exception inner) => IsTooLarge(inner) ? Messages.FileTooLarge : inner.Message;

    private static bool CanWriteTo(string folder)
    {
        try
        {
            var probe = Path.Combine(folder, OwnFiles.Probe);
            new FileStream(probe, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete).Dispose();
            File.Delete(probe);
            return true;
        }
        catch (Exception exception) when (IsFile(exception))
        {
            return false;
        }
    }

    /// <summary>Whether another process has the file open: error codes of Windows, Linux and macOS.</summary>
    public static bool IsInUse(Exception exception) => exception is IOException && (exception.HResult & 0xFFFF) is 32 or 33 or 11 or 35;
}
