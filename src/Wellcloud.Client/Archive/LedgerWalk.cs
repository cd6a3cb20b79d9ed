using Wellcloud.Client.Files;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Archive;

/// <summary>Goes along the chain of a ledger: every line has to name the hash of the line before.</summary>
internal sealed class LedgerWalk : IDisposable
{
    /// <summary>What the first line says of the line before it.</summary>
    public const string Genesis = "0000000000000000000000000000000000000000000000000000000000000000";

    private readonly LedgerReader _reader;
    private readonly string _path;
    private readonly byte[] _head = new byte[2 * Digest.Length];
    private long _sequence;
    private bool _gap;

    public LedgerWalk(string path)
    {
        (_path, _reader) = (path, LedgerReader.Open(path));
        _head.AsSpan().Fill((byte)'0');
    }

    /// <summary>Told of every break; a break that nobody wants to be told of is thrown.</summary>
    public Action<LedgerProblem>? Broken { get; init; }

    /// <summary>Whether lines are read to their ends, and not just to the status.</summary>
    public bool ReadsWhole { get; init; }

    /// <summary>Where the line that was read last begins.</summary>
    public long Offset => _reader.Offset;

    /// <summary>Where the whole lines end.</summary>
    public long End { get; private set; }

    /// <summary>Whether something came behind the last whole line.</summary>
    public bool IsTorn => !_reader.IsTooLong && (!_reader.IsLast || End < _reader.End);

    /// <summary>The number that the next line has.</summary>
    public long Sequence => _sequence;

    /// <summary>The hash of the last line, in lower-case hex.</summary>
    public string Head => System.Text.Encoding.ASCII.GetString(_head);

    /// <summary>Reads the next line that can be read.</summary>
    /// <exception cref="WellcloudException"><see cref="WellcloudError.LedgerDamaged"/>, unless <see cref="Broken"/> is told.</exception>
    public bool TryRead(out LedgerLine line, out int length)
    {
        while (_reader.TryRead(out var bytes))
        {
            length = bytes.Length;

            // Nothing behind the last line vouches for it, so it has to be read to its end.
            if (!LedgerLine.TryParse(bytes, whole: ReadsWhole || _reader.IsLast, out line))
            {
                if (_reader.IsLast)
                {
                    return false;
                }

                Break(_reader.Number, Messages.LedgerGarbage);
                Advance(bytes);
                _gap = true;
                continue;
            }

            if (!line.Previous.Is(_head))
            {
                // The line before is another one than it was; which of the two was changed, the rest of the chain tells.
                Break(Math.Max(1, _reader.Number - 1), Messages.LedgerChanged);
            }
            else if (line.Sequence != _sequence && !_gap)
            {
                Break(_reader.Number, Messages.LedgerSequence);
            }

            _gap = false;
            _sequence = line.Sequence;
            Advance(bytes);
            return true;
        }

        if (_reader.IsTooLong)
        {
            Break(_reader.Number + 1, Messages.LedgerGarbage);
        }

        line = default;
        length = 0;
        return false;
    }

    public void Dispose() => _reader.Dispose();

    private void Advance(ReadOnlySpan<byte> line)
    {
        Span<byte> digest = stackalloc byte[Digest.Length];
        Digest.Hash(line, digest);
        Digest.WriteHex(digest, _head);
        _sequence++;
        End = _reader.End;
    }

    private void Break(long line, string reason)
    {
        var problem = new LedgerProblem(_path, line, reason);
        if (Broken is null)
        {
            throw problem.ToFault();
        }

        Broken(problem);
    }
}
