using Wellcloud.Client.Audio;
using Wellcloud.Client.Files;

namespace Wellcloud.Client.Saving;

/// <summary>What the bytes of a download prove: their format, whether their end is there, and how long the audio is.</summary>
internal sealed class AudioProof : IByteWatch
{
    private string? _contentType;
    private bool _isDecided;
    private bool _isDetected;
    private AudioWalk? _walk;

    /// <summary>The format; null when there are no bytes, or when they are not audio.</summary>
    public AudioFormat? Format { get; private set; }

    /// <summary>The length of the audio; null when the format does not reveal it.</summary>
    public TimeSpan? Length => _walk?.Length;

    /// <summary>Whether only the service says that this is audio: the bytes should show its format and do not.</summary>
    public bool IsUnproven => Format is { HasSignature: true } && !_isDetected && Length is null;

    /// <summary>Whether the audio ends before its format says so.</summary>
    public bool IsCut => _walk?.Tail is TailVerdict.Cut;

    public void Restart(string? contentType) => (_contentType, _isDecided, _isDetected, Format, _walk) = (contentType, false, false, null, null);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (!_isDecided && bytes.Length > 0)
        {
            var detected = AudioFormat.Detect(bytes);
            _isDetected = detected is not null;
            Format = detected ?? AudioFormat.Decide(bytes, _contentType, null);
            _walk = AudioWalk.Begin(Format);
            _isDecided = true;
        }

        _walk?.Append(bytes);
    }
}
