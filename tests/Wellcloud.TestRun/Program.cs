using Wellcloud.TestRun;

// The arguments are the command that starts a PowerShell. There are none when no PowerShell was found.
if (Directory.Exists(Summary.Folder))
{
    Directory.Delete(Summary.Folder, recursive: true);
}

Directory.CreateDirectory(Summary.Folder);
if (args.Length > 0)
{
    // For the xUnit tests that need a PowerShell.
    Environment.SetEnvironmentVariable("WELLCLOUD_TEST_SHELL", string.Join(' ', args));
}

Summary[] parts = [XUnitPart.Run(), args.Length > 0 ? PesterPart.Run(args) : PesterPart.LeaveOut()];
if (parts.Sum(part => part.Skipped) is > 0 and var skipped)
{
    Console.WriteLine($"{skipped} skipped");
}

foreach (var note in parts.Select(part => part.Note).Where(note => note is not null))
{
    Console.WriteLine(note);
}

var failed = parts.Sum(part => part.Failed);
Console.WriteLine($"{parts.Sum(part => part.Passed)} passed, {failed} failed");
return failed > 0 ? 1 : 0;
