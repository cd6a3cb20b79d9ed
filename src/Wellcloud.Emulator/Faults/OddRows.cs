using System.Globalization;
using System.Text;
using Wellcloud.Emulator.Tenant;

namespace Wellcloud.Emulator.Faults;

/// <summary>Rows whose values are not what one would expect, each in one of eight ways; the id is always right.</summary>
internal static class OddRows
{
    public static int Write(Span<byte> room, in EmulatedRecording recording)
    {
        var id = recording.Id;
        var call = recording.CallId;
        var length = recording.CallLength.ToString(CultureInfo.InvariantCulture);
        var row = (recording.Index % 8) switch
        {
            0 => $$"""{"id":"{{id}}"}""",
            1 => $$"""{"id":"{{id}}","callId":null,"callDirection":null,"startTime":null,"endTime":null,"callLength":null,"fileSize":null,"fileName":null,"deviceId":null,"agentName":null,"state":null}""",
            2 => $$"""{"id":"{{id}}","callId":"","callDirection":"","startTime":"","endTime":"","callLength":"","fileSize":"","fileName":"","state":""}""",
            3 => $$"""{"id":"{{id}}","callId":"{{call}}","callLength":"{{length}}","fileSize":"12345","startTime":"2024.02.29 08:00:00","state":"Success"}""",
            4 => $$"""{"id":"{{id}}","callId":"{{call}}","callDirection":"Teleported","state":"Pending","callLength":{{length}},"score":4.5,"tags":["a",{"b":null}],"extra":{"deep":[1,2,{"x":"y"}] } }""",
            5 => $$"""{"id":"{{id}}","callId":"{{call}}","startTime":"2024.02.30 25:61:61","endTime":"yesterday","callLength":-1,"state":"Success"}""",
            6 => $$"""{"id":"{{id}}","callId":"{{call}}","callLength":1e2,"fileSize":99999999999999999999,"startTime":1706428800000,"agentName":"\u5f20\u4e09\ud83d\ude00\u0000","state":"success"}""",
            _ => $$""" { "state" : "Success" , "callId" : "{{call}}" , "callLength" : 12.75 , "fileName" : "../../../etc/passwd" , "agentName" : "a\"b\\c\/d" , "id" : "{{id}}" } """,
        };
        return Encoding.UTF8.GetBytes(row, room);
    }
}
