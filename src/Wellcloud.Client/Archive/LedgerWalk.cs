using System.Text;
using Wellcloud.Client.Files;
using Wellcloud.Client.Resources;

namespace Wellcloud.Client.Archive;

/// <summary>Reads a ledger and checks its chain: every line must contain the hash of the previous line.</summary>
internal sealed class LedgerWalk : IDisposable
{
    /// <summary>What the first line contains in place of the hash of a previous line.</summary>
    public const string Genesis = "0000000000000000000000000000000000000000000000000000000000000000";

    private readonly LedgerReader _reader;
    private readonly string _path;
    private readonly byte[] _head = Encoding.ASCII.GetBytes(Genesis);
    private long _sequence;
    private bool _skippedLine;

    public LedgerWalk(string path) => (_path, _reader) = (path, LedgerReader.Open(path));

    /// <summary>Called for each break of the chain. If null, the first break is thrown.</summary>
    public Action<LedgerProblem>? Broken { get; init; }

    /// <summary>The position of the last line read.</summary>
    public long Offset => _reader.Offset;

    /// <summary>The position after the last complete line.</summary>
    public long End { get; private set; }

    /// <summary>Whether the ledger ends with an incomplete line: without a line feed, or with one but unreadable, as after a power loss.</summary>
    public bool IsTorn => !_reader.IsTooLong && (!_reader.IsLast || End < _reader.End);

    /// <summary>The number of the next line.</summary>
    public long Sequence => _sequence;

    /// <summary>The hash of the last line, in lower-case hex.</summary>
    public string Head => Encoding.ASCII.GetString(_head);

    /// <summary>Reads the next valid line.</summary>
    /// <exception cref="WellcloudException"><see cref="WellcloudError.LedgerDamaged"/>, unless <see cref="Broken"/> is set.</exception>
    public bool TryRead(out LedgerLine line, out int length)
    {
        while (_reader.TryRead(out var bytes))
        {
            length = bytes.Length;

            // No hash follows the last line to prove it, so it is read to its end.
            if (!LedgerLine.TryParse(bytes, whole: _reader.IsLast, out line))
            {
                if (_reader.IsLast)
                {
                    return false;
                }

                Report(_reader.Number, Messages.LedgerGarbage);
                Advance(bytes);
                _skippedLine = true;
                continue;
            }

            if (!line.Previous.Is(_head))
            {
                // The previous line has changed, or this line's copy of the hash has. The next links show which.
                Report(Math.Max(1, _reader.Number - 1), Messages.LedgerChanged);
            }
            else if (line.Sequence != _sequence && !_skippedLine)
            {
                Report(_reader.Number, Messages.LedgerSequence);
            }

            if (line.Format.IsPresent && !line.Format.Is(LedgerName.KnownFormat))
            {
                Report(_reader.Number, string.Format(Messages.LedgerFormat, line.Format.ToString()));
            }

            _skippedLine = false;
            _sequence = line.Sequence;
            Advance(bytes);
            return true;
        }

        if (_reader.IsTooLong)
        {
            Report(_reader.Number + 1, Messages.LedgerGarbage);
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

    private void Report(long line, string reason)
    {
        var problem = new LedgerProblem(_path, line, reason);
        if (Broken is null)
        {
            throw problem.ToFault();
        }

        Broken(problem);
    }
}
