using System.Management.Automation;
using Wellcloud.Client;
using Wellcloud.Recordings.Resources;

namespace Wellcloud.Recordings.Pipeline;

/// <summary>Counts recordings whose audio is much shorter than their call, and warns once a run.</summary>
internal sealed class ShortAudio
{
    private SavedRecording? _first;
    private int _count;

    /// <summary>Looks at an outcome.</summary>
    public void Add(SavedRecording saved)
    {
        if (saved.HasShortAudio())
        {
            _first ??= saved;
            _count++;
        }
    }

    /// <summary>Writes the warning if there is anything to warn about.</summary>
    public void Warn(Cmdlet cmdlet)
    {
        if (_first is { AudioLength: { } audio, Recording.CallLength: { } call })
        {
            cmdlet.WriteWarning(string.Format(Messages.ShortAudio, _count, _first.Id, Math.Round(audio.TotalSeconds), call));
        }
    }
}
