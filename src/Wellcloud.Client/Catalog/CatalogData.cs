namespace Wellcloud.Client.Catalog;

/// <summary>The rows as the page's script reads them: the columns deflated, and the ids, which do not compress, by themselves.</summary>
internal static class CatalogData
{
    private const int IdLength = 16;

    /// <summary>Writes the columns in the order of the page.</summary>
    public static void WriteColumns(CatalogRows rows, int[] order, ColumnWriter writer)
    {
        WriteTimes(rows, order, writer);
        writer.Write("length", Pick(order, i => Plain(rows.Lengths[i])));
        writer.Write("audioGap", Pick(order, i => ZigZag(rows.AudioGaps[i])));
        writer.Write("size", Pick(order, i => rows.Sizes[i] is >= 0 and var size ? (uint)Math.Min(size, uint.MaxValue - 1) + 1 : 0));
        writer.Write("direction", Pick(order, i => (uint)rows.Directions[i]));
        writer.Write("state", Pick(order, i => (uint)rows.States[i]));
        writer.Write("outcome", Pick(order, i => (uint)rows.Outcomes[i]));
        writer.Write("agent", Pick(order, i => (uint)rows.AgentOf[i]));
        writer.Write("device", Pick(order, i => (uint)rows.DeviceOf[i]));
        writer.Write("pattern", Pick(order, i => (uint)rows.PatternOf[i]));
        writer.Write("error", Pick(order, i => (uint)rows.ErrorOf[i]));
        writer.Write("agentId", [.. rows.Agents.Select(static agent => (uint)agent.Id)]);
        writer.Write("agentName", [.. rows.Agents.Select(static agent => (uint)agent.Name)]);
        WriteTable("words", rows.Words, writer);
        WriteTable("agentIds", rows.AgentIds, writer);
        WriteTable("agentNames", rows.AgentNames, writer);
        WriteTable("devices", rows.Devices, writer);
        WriteTable("patterns", rows.Patterns, writer);
        WriteTable("errors", rows.Errors, writer);

        var parties = new FirstSeen(rows.Numbers.Count, reserved: 1);
        writer.Write("parties", [.. order.SelectMany(i => new[] { parties.Code(rows.Parties[i].Ani), parties.Code(rows.Parties[i].Dnis) })]);
        writer.Write("numbers", [.. parties.Order.Select(i => rows.Numbers[i])]);
    }

    /// <summary>Writes what belongs to the ids, and returns the bytes of those that are UUIDs.</summary>
    public static byte[] WriteIds(CatalogRows rows, int[] order, ColumnWriter writer)
    {
        var calls = new FirstSeen(rows.Calls.Count + 2, reserved: 2);
        writer.Write("call", Pick(order, i => calls.Code(rows.CallOf[i])));
        var callOrder = calls.Order.Select(static i => i - 2).ToArray();
        WriteTexts("id", rows.Ids, order, writer);
        WriteTexts("callId", rows.Calls, callOrder, writer);

        var bytes = new List<byte[]>(2) { Uuids(rows.Ids, order), Uuids(rows.Calls, callOrder) };
        var all = new byte[bytes[0].Length + bytes[1].Length];
        bytes[0].CopyTo(all, 0);
        bytes[1].CopyTo(all, bytes[0].Length);
        return all;
    }

    private static void WriteTimes(CatalogRows rows, int[] order, ColumnWriter writer)
    {
        // Newest first: each start is stored as its distance from the previous start. Rows without a start are at the end.
        var known = order.TakeWhile(i => rows.Starts[i] != CatalogRows.None).ToArray();
        var steps = new uint[known.Length];
        for (var i = 1; i < known.Length; i++)
        {
            steps[i] = (uint)((long)rows.Starts[known[i - 1]] - rows.Starts[known[i]]);
        }

        writer.Write("start", steps);
        writer.Write("endGap", Pick(order, i => ZigZag(rows.EndGaps[i])));
    }

    /// <summary>Returns 0 for a negative number, which stands for none, else the number plus 1.</summary>
    private static uint Plain(int number) => number < 0 ? 0 : (uint)number + 1;

    private static uint ZigZag(int number) =>
        number == CatalogRows.None ? 0 : number >= 0 ? ((uint)number * 2) + 1 : (uint)(-(number + 1) * 2) + 2;

    private static void WriteTable(string name, TextTable table, ColumnWriter writer) =>
        writer.Write(name, [.. Enumerable.Range(0, table.Count).Select(i => table[i])]);

    private static void WriteTexts(string name, IdTable ids, IReadOnlyList<int> order, ColumnWriter writer)
    {
        if (ids.HasTexts)
        {
            writer.Write(name + "IsText", Pick(order, i => ids.TextOf(i) is null ? 0u : 1u));
            writer.Write(name + "Texts", [.. order.Select(ids.TextOf).OfType<string>()]);
        }
    }

    private static byte[] Uuids(IdTable ids, IReadOnlyList<int> order)
    {
        var bytes = new byte[order.Count * IdLength];
        var length = 0;
        foreach (var i in order)
        {
            if (ids.TextOf(i) is null)
            {
                ids.Write(i, bytes.AsSpan(length, IdLength));
                length += IdLength;
            }
        }

        Array.Resize(ref bytes, length);
        return bytes;
    }

    private static uint[] Pick(IReadOnlyList<int> order, Func<int, uint> value)
    {
        var picked = new uint[order.Count];
        for (var i = 0; i < picked.Length; i++)
        {
            picked[i] = value(order[i]);
        }

        return picked;
    }

    /// <summary>Numbers values in the order in which they are first seen, so that a column of mostly new values is mostly one number.</summary>
    private sealed class FirstSeen(int count, int reserved)
    {
        private readonly int[] _places = new int[count];

        /// <summary>The values in their order.</summary>
        public List<int> Order { get; } = [];

        /// <summary>Returns a reserved value unchanged, the number after them for a value not seen before, and otherwise a larger number: how many new values ago it was seen first.</summary>
        public uint Code(int value)
        {
            if (value < reserved)
            {
                return (uint)value;
            }

            if (_places[value] == 0)
            {
                Order.Add(value);
                _places[value] = Order.Count;
                return (uint)reserved;
            }

            return (uint)(reserved + Order.Count - _places[value] + 1);
        }
    }
}
