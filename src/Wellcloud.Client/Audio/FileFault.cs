using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Audio;

/// <summary>What the disk did, in the engine's words.</summary>
internal static class FileFault
{
    /// <summary>Whether an exception is one of the file system's. A file over the system's limit of size comes as an argument out of range.</summary>
    public static bool IsFile(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentOutOfRangeException;

    /// <summary>A file or folder that could not be written. It ends the run unless only this one file is in the way.</summary>
    /// <param name="path">Which one.</param>
    /// <param name="inner">What the system said.</param>
    public static WellcloudException Write(string path, Exception inner) =>
        new(WellcloudError.WriteFailed, string.Format(Messages.WriteFailed, path, inner.Message), inner)
        {
            Target = path,
            EndsRun = !(inner is PathTooLongException || IsInUse(inner)),
        };

    /// <summary>A file or folder that could not be read. It ends the run.</summary>
    public static WellcloudException Read(string path, Exception inner) =>
        new(WellcloudError.WriteFailed, string.Format(Messages.ReadFailed, path, inner.Message), inner) { Target = path, EndsRun = true };

    /// <summary>Another process has it open: the system's codes on Windows, Linux and macOS.</summary>
    public static bool IsInUse(Exception exception) => exception is IOException && (exception.HResult & 0xFFFF) is 32 or 33 or 11 or 35;
}
