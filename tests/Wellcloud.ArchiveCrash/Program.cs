using System.Net;
using Wellcloud.Client;
using Wellcloud.Client.Archive;

// Arguments: the service and the archive. A dot at the start and one for every decision.
using var token = new NetworkCredential("", Environment.GetEnvironmentVariable("WELLCLOUD_TOKEN")).SecurePassword;

using var client = new WellcloudClient(new() { BaseUri = new Uri(args[0]), Token = token });
using var output = Console.OpenStandardOutput();
output.WriteByte((byte)'.');
await new ArchiveSync(client, new() { Path = args[1] }).RunAsync(_ =>
{
    output.WriteByte((byte)'.');
    return Task.CompletedTask;
});
