using Wellcloud.Client.Audio;
using Wellcloud.Client.Files;

namespace Wellcloud.Client.Saving;

/// <summary>What the bytes of a download prove: their format, whether their end is there, and how long the audio is.</summary>
internal sealed class AudioProof : IByteWatch
{
    private string? _contentType;
    private bool _isDecided;
    private AudioWalk? _walk;

    /// <summary>The format; null when there are no bytes, or when they are not audio.</summary>
    public AudioFormat? Format { get; private set; }

    /// <summary>The length of the audio; null when the format does not reveal it.</summary>
    public TimeSpan? Length => _walk?.Length;

    /// <summary>Whether the audio ends before its format says so.</summary>
    public bool IsCut => _walk?.Tail is TailVerdict.Cut;

    public void Restart(string? contentType) => (_contentType, _isDecided, Format, _walk) = (contentType, false, null, null);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (!_isDecided && bytes.Length > 0)
        {
            Format = AudioFormat.Decide(bytes, _contentType, null);
            _walk = AudioWalk.Begin(Format);
            _isDecided = true;
        }

        _walk?.Append(bytes);
    }
}
