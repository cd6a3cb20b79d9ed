using Wellcloud.Client.Files;

namespace Wellcloud.Client.Catalog;

/// <summary>The loudness of a recording over its length: 240 points of 4 bits. All zero for formats that would have to be decoded.</summary>
internal static class Waveform
{
    /// <summary>The points of a recording.</summary>
    public const int Points = 240;

    /// <summary>The bytes of a recording: the earlier point of two is in the high half.</summary>
    public const int Bytes = Points / 2;

    /// <summary>A curve that shows quiet speech, but not line noise.</summary>
    private const double Contrast = 0.8;

    private const int Levels = 15;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file. If it is missing or damaged, the span stays empty.</param>
    /// <param name="room">For <see cref="Bytes"/> bytes.</param>
    /// <returns>The bytes read.</returns>
    public static long Read(string path, Span<byte> room)
    {
        if (!File.Exists(path))
        {
            return 0;
        }

        try
        {
            SpecialFile.Refuse(path);
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, FileOptions.SequentialScan);
            using var window = new AudioWindow(file);
            var peaks = WavPeaks.TryRead(window) ?? Mp3Peaks.TryRead(window);
            if (peaks is not null)
            {
                Write(peaks, room);
            }

            return window.BytesRead;
        }
        catch (Exception exception) when (FileFault.IsFile(exception))
        {
            return 0;
        }
    }

    /// <summary>Writes amplitudes as levels relative to the loudest.</summary>
    internal static void Write(IReadOnlyList<float> peaks, Span<byte> room)
    {
        var largest = peaks.Count > 0 ? peaks.Max() : 0;
        if (largest <= 0)
        {
            return;
        }

        for (var point = 0; point < Points; point++)
        {
            var from = (int)((long)point * peaks.Count / Points);
            var to = Math.Max(from + 1, (int)((long)(point + 1) * peaks.Count / Points));
            var peak = 0f;
            for (var i = from; i < Math.Min(to, peaks.Count); i++)
            {
                peak = Math.Max(peak, peaks[i]);
            }

            var level = (byte)Math.Round(Levels * Math.Pow(peak / largest, Contrast));
            room[point / 2] |= (byte)(point % 2 == 0 ? level << 4 : level);
        }
    }
}
