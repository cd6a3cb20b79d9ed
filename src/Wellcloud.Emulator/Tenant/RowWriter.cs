namespace Wellcloud.Emulator.Tenant;

/// <summary>The JSON rows of the two listings, straight into UTF-8.</summary>
internal static class RowWriter
{
    /// <summary>The largest length of a row in bytes, even of a row written twice.</summary>
    public const int LongestRow = 2048;

    /// <summary>Writes a row of the listing of all recordings.</summary>
    public static int WriteListed(Span<byte> room, in EmulatedRecording recording)
    {
        var line = new Utf8Line(room, recording.Calendar);
        var agent = recording.Agent;
        var start = recording.StartSeconds;
        var date = recording.Calendar.Date(start);
        var id = recording.Guid;

        line.Put("{\"id\": \""u8);
        line.Put(id);
        line.Put("\", \"callDirection\": \""u8);
        line.Put(Directions.Utf8(recording.Direction));
        line.Put("\", \"startTime\": \""u8);
        line.PutTime(start);
        line.Put("\", \"endTime\": \""u8);
        line.PutTime(recording.EndSeconds);
        line.Put("\", \"callLength\": "u8);
        line.Put(recording.CallLength);
        if (recording.FileSize is { } size)
        {
            line.Put(", \"fileSize\": "u8);
            line.Put(size);
        }

        if (recording.ListsParties)
        {
            PutParties(ref line, recording);
        }

        line.Put(", \"fileName\": \"/mnt/volumes/recordings/"u8);
        line.Put(date[..4]);
        line.Put("/"u8);
        line.PutMonthDay(date);
        line.Put("/"u8);
        line.Put(agent.Utf8Extension);
        line.Put("/"u8);
        line.PutStamp(start);
        line.Put("_"u8);
        line.Put(id);
        line.Put(".mp3\", \"deviceId\": \""u8);
        line.Put(agent.Utf8Extension);
        line.Put("\", \"agentId\": \""u8);
        line.Put(agent.Utf8Id);
        PutCall(ref line, recording);
        line.Put("\", \"agentName\": \""u8);
        line.Put(agent.Utf8Name);
        return Close(ref line, recording);
    }

    /// <summary>Writes a row of the recordings of one call.</summary>
    public static int WriteOfCall(Span<byte> room, in EmulatedRecording recording)
    {
        var line = new Utf8Line(room, recording.Calendar);
        line.Put("{\"id\": \""u8);
        line.Put(recording.Guid);
        line.Put("\""u8);
        PutParties(ref line, recording);
        line.Put(", \"callDirection\": \""u8);
        line.Put(Directions.Utf8(recording.Direction));
        line.Put("\", \"startTime\": \""u8);
        line.PutTime(recording.StartSeconds);
        line.Put("\", \"endTime\": \""u8);
        line.PutTime(recording.EndSeconds);
        line.Put("\", \"callLength\": "u8);
        line.Put(recording.CallLength);
        line.Put(", \"fileSize\": "u8);
        line.Put(recording.FileSize ?? 0);
        line.Put(", \"deviceId\": \""u8);
        line.Put(recording.Agent.Utf8Extension);
        PutCall(ref line, recording);
        return Close(ref line, recording);
    }

    private static void PutCall(ref Utf8Line line, in EmulatedRecording recording)
    {
        line.Put("\", \"callId\": \""u8);
        line.Put(recording.CallGuid);
        line.Put("\", \"state\": \""u8);
        line.Put(recording.HasAudio ? "Success"u8 : "Fail"u8);
    }

    private static int Close(ref Utf8Line line, in EmulatedRecording recording)
    {
        line.Put("\", \"tenantId\": \""u8);
        line.Put(recording.TenantGuid);
        line.Put("\"}"u8);
        return line.Length;
    }

    private static void PutParties(ref Utf8Line line, in EmulatedRecording recording)
    {
        var direction = recording.Direction;
        var inbound = direction == Directions.Inbound;
        line.Put(", \"ani\": \""u8);
        PutParty(ref line, recording, customer: inbound, recording.Agent);
        line.Put("\", \"dnis\": \""u8);
        var inside = direction is Directions.Internal or Directions.Offhook;
        PutParty(ref line, recording, customer: !inbound && !inside, inbound ? recording.Agent : recording.Colleague);
        line.Put("\""u8);
    }

    private static void PutParty(ref Utf8Line line, in EmulatedRecording recording, bool customer, Agents.Agent agent)
    {
        if (customer)
        {
            line.Put(recording.CustomerNumber);
            line.Put("@acme.cc"u8);
        }
        else
        {
            line.Put(agent.Utf8Extension);
        }
    }
}
