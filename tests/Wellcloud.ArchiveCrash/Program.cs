using System.Net;
using Wellcloud.ArchiveCrash;
using Wellcloud.Client;
using Wellcloud.Client.Archive;

// Arguments: the service and the archive; then the ids to remove, if any. A dot at the start and one for every decision; of a removal, also
// one for every look at the clock, which comes before each line of the ledger. After each dot it waits for a byte, or the end, of its input.
using var dots = new Dots();
dots.Write();
if (args.Length > 2)
{
    await new ArchiveRemoval(args[1], "killed", new DottedClock(dots)).RunAsync(args[2..], _ => Dot());
    return;
}

using var token = new NetworkCredential("", Environment.GetEnvironmentVariable("WELLCLOUD_TOKEN")).SecurePassword;

using var client = new WellcloudClient(new() { BaseUri = new Uri(args[0]), Token = token });
await new ArchiveSync(client, new() { Path = args[1] }).RunAsync(_ => Dot());

Task Dot()
{
    dots.Write();
    return Task.CompletedTask;
}
