using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Wellcloud.Emulator.Tenant;

namespace Wellcloud.Emulator.Answers;

/// <summary>A listing, each row made as it is sent.</summary>
internal sealed class ListingBody(EmulatedTenant tenant, int first, int count, ListingBody.Row row, bool wrapped) : AnswerBody
{
    private const int Piece = 64 * 1024;

    /// <summary>Writes one row and says how long it is, at most <see cref="RowWriter.LongestRow"/> bytes.</summary>
    internal delegate int Row(Span<byte> room, in EmulatedRecording recording);

    /// <summary>Returns the same listing with other rows.</summary>
    public ListingBody With(Row other) => new(tenant, first, count, other, wrapped);

    /// <summary>Returns the same listing with each row twice.</summary>
    public ListingBody Twice() => With((room, in recording) =>
    {
        var once = row(room, recording);
        room[once] = (byte)',';
        return once + 1 + row(room[(once + 1)..], recording);
    });

    /// <summary>Returns the same listing with an object around the rows.</summary>
    public ListingBody Wrap() => new(tenant, first, count, row, wrapped: true);

    public override async Task WriteAsync(PipeWriter output, CancellationToken ct)
    {
        Put(output, wrapped ? "{\"root\":[" : "[");
        for (var next = first; next < first + count;)
        {
            next = Fill(output, next);
            await output.FlushAsync(ct).ConfigureAwait(false);
        }

        Put(output, wrapped ? string.Create(CultureInfo.InvariantCulture, $"],\"total\":{count}}}") : "]");
        await output.FlushAsync(ct).ConfigureAwait(false);
    }

    private int Fill(PipeWriter output, int next)
    {
        var room = output.GetSpan(Piece);
        var used = 0;
        for (; next < first + count && room.Length - used > RowWriter.LongestRow; next++)
        {
            if (next > first)
            {
                room[used++] = (byte)',';
            }

            used += row(room[used..], tenant.At(next));
        }

        output.Advance(used);
        return next;
    }

    private static void Put(PipeWriter output, string text)
    {
        var length = Encoding.ASCII.GetBytes(text, output.GetSpan(text.Length));
        output.Advance(length);
    }
}
