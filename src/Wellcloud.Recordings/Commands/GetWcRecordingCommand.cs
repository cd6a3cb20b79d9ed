using System.Management.Automation;
using Wellcloud.Client;
using Wellcloud.Client.Listings;
using Wellcloud.Recordings.Parameters;
using Wellcloud.Recordings.Pipeline;
using Wellcloud.Recordings.Sessions;

namespace Wellcloud.Recordings.Commands;

/// <summary>Lists the tenant's recordings as they arrive.</summary>
[Cmdlet(VerbsCommon.Get, "WcRecording")]
[OutputType(typeof(Recording))]
public sealed class GetWcRecordingCommand : PickCommand
{
    /// <summary>Recording ids.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [IdTransformation]
    public override string[]? Id { get => base.Id; set => base.Id = value; }

    /// <summary>A list that Save-WcRecordingListing saved, instead of a request for the list.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ListingPath { get; set; }

    /// <summary>The session to use; the default session when omitted.</summary>
    [Parameter]
    [ValidateNotNull]
    public WellcloudSession? Session { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // A saved list needs no session. If there is one, its offset says what times without a zone mean.
        var session = ListingPath is null ? this.RequireSession(Session) : Session ?? SessionStore.Default;
        var offset = session?.UtcOffset ?? WellcloudClientOptions.DefaultUtcOffset;
        var filter = ToFilter(offset);
        var rows = 0;
        WritePicked(filter, List(), recording => recording.Id, Remember);

        Func<CancellationToken, IAsyncEnumerable<Recording>> List()
        {
            if (ListingPath is not null)
            {
                var file = new ListingFile(ResolveListing(ListingPath));
                return stopping => file.GetRecordingsAsync(filter, offset, stopping);
            }

            var client = ClientOf(session!);
            return stopping => client.GetRecordingsAsync(filter, stopping);
        }

        bool Remember(Recording recording)
        {
            if (session is not null && rows < SeenValues.MaximumRows)
            {
                rows++;
                session.Seen.Add(recording);
            }

            return true;
        }
    }
}
