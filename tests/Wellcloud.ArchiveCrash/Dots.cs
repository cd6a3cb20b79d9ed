namespace Wellcloud.ArchiveCrash;

/// <summary>Shows a dot for each step, and takes the next step only when the reader allows it: a reader that comes late has missed nothing.</summary>
internal sealed class Dots : IDisposable
{
    private readonly Stream _output = Console.OpenStandardOutput();
    private readonly Stream _input = Console.OpenStandardInput();

    public void Write()
    {
        _output.WriteByte((byte)'.');
        _input.ReadByte();
    }

    public void Dispose()
    {
        _output.Dispose();
        _input.Dispose();
    }
}
