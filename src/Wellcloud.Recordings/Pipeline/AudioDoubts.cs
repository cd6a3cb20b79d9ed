using System.Management.Automation;
using Wellcloud.Client;
using Wellcloud.Recordings.Resources;

namespace Wellcloud.Recordings.Pipeline;

/// <summary>Counts recordings whose audio is much shorter than their call, or may be damaged, and warns once a run about each kind.</summary>
internal sealed class AudioDoubts
{
    private SavedRecording? _firstShort;
    private SavedRecording? _firstDoubtful;
    private int _short;
    private int _doubtful;

    /// <summary>Looks at an outcome.</summary>
    public void Add(SaveOutcome outcome)
    {
        if (outcome.Result.HasShortAudio())
        {
            _firstShort ??= outcome.Result;
            _short++;
        }

        if (outcome.IsDoubtful)
        {
            _firstDoubtful ??= outcome.Result;
            _doubtful++;
        }
    }

    /// <summary>Writes the warnings if there is anything to warn about.</summary>
    public void Warn(Cmdlet cmdlet)
    {
        if (_firstShort is { AudioLength: { } audio, Recording.CallLength: { } call })
        {
            cmdlet.WriteWarning(string.Format(Messages.ShortAudio, _short, _firstShort.Id, Math.Round(audio.TotalSeconds), call));
        }

        if (_firstDoubtful is not null)
        {
            cmdlet.WriteWarning(string.Format(Messages.DoubtfulAudio, _doubtful, _firstDoubtful.Id));
        }
    }
}
