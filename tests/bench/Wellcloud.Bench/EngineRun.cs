using System.Net;
using Wellcloud.Client.Names;
using Wellcloud.Client.Saving;
using Wellcloud.Client;

namespace Wellcloud.Bench;

/// <summary>Runs the engine alone, in a process of its own, so that it is measured like the other programs.</summary>
internal static class EngineRun
{
    /// <param name="arguments">The work (list or save), the service, its token; then the folder, the limit and the number of files to save.</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        using var token = new NetworkCredential("", arguments[2]).SecurePassword;

        using var client = new WellcloudClient(new() { BaseUri = new Uri(arguments[1]), Token = token });
        var count = 0;
        if (arguments[0] == "list")
        {
            await foreach (var recording in client.GetRecordingsAsync())
            {
                count++;
            }
        }
        else
        {
            var saver = new AudioSaver(client, new() { Destination = arguments[3], NameTemplate = NameTemplate.Parse("{Id}"), ThrottleLimit = int.Parse(arguments[4]) });
            await foreach (var outcome in saver.SaveAsync(client.GetRecordingsAsync(new() { State = new TextFilter(["Success"]) }).Take(int.Parse(arguments[5]))))
            {
                count += outcome.Fault is null ? 1 : 0;
            }
        }

        Console.WriteLine(count);
        return 0;
    }
}
