using System.Management.Automation;
using System.Runtime.CompilerServices;
using Wellcloud.Client;
using Wellcloud.Client.Archive;
using Wellcloud.Recordings.Parameters;
using Wellcloud.Recordings.Pipeline;

namespace Wellcloud.Recordings.Commands;

/// <summary>Lists the recordings in the ledgers of an archive, without the network.</summary>
[Cmdlet(VerbsCommon.Get, "WcArchivedRecording")]
[OutputType(typeof(SavedRecording))]
public sealed class GetWcArchivedRecordingCommand : PickCommand
{
    private readonly List<string> _paths = [];

    /// <summary>The folder of the archive.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Outcomes.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public SaveStatus[]? Status { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _paths.Add(this.ResolvePath(Path));

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var archives = _paths.ConvertAll(path => (Path: path, Filter: ToFilterOf(path)));
        if (archives.Count > 0)
        {
            WritePicked(archives[0].Filter, stopping => ReadAsync(archives, stopping), saved => saved.Id, HasStatus);
        }
    }

    private static async IAsyncEnumerable<SavedRecording> ReadAsync(
        IEnumerable<(string Path, RecordingFilter Filter)> archives, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var (path, filter) in archives)
        {
            await foreach (var saved in ArchivedRecordings.ReadAsync(path, filter, cancellationToken).ConfigureAwait(false))
            {
                yield return saved;
            }
        }
    }

    private bool HasStatus(SavedRecording saved) => Status is null || Array.IndexOf(Status, saved.Status) >= 0;
}
