using System.Globalization;
using Wellcloud.Client.Names;

namespace Wellcloud.Client.Batch;

/// <summary>Names a batch that is saved to a folder.</summary>
internal static class BatchName
{
    private const string Stamp = "yyyyMMddHHmmss";

    /// <summary>Returns a path in the folder: the service's name, or else <c>recordings-</c> and the time in UTC, with the extension that fits the bytes.</summary>
    /// <remarks>
    /// The user did not choose the service's name, and it may be the same each day: if a file has it already, the time is appended,
    /// unless that file may be overwritten.
    /// </remarks>
    public static string Choose(string folder, BatchAnswer answer, DateTimeOffset now, bool replace)
    {
        var time = now.UtcDateTime.ToString(Stamp, CultureInfo.InvariantCulture);
        var extension = answer.IsZip ? ".zip" : answer.Audio?.Extension;
        var name = answer.Name ?? "recordings-" + time + (extension ?? ".bin");
        if (extension is not null && !name.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
        {
            name += extension;
        }

        var path = SafePath.Combine(folder, name);
        for (var number = 1; !replace && (File.Exists(path) || Directory.Exists(path)); number++)
        {
            var mark = number == 1 ? time : $"{time}-{number}";
            path = SafePath.Combine(folder, $"{Path.GetFileNameWithoutExtension(name)}-{mark}{Path.GetExtension(name)}");
        }

        return path;
    }
}
