using System.Globalization;
using System.Net;
using System.Text;
using Wellcloud.Client;
using Wellcloud.Client.Http;
using Wellcloud.Client.Names;

namespace Wellcloud.Fuzz;

/// <summary>Gives the client responses with damaged headers, as the platform passes them on after it has split them into lines.</summary>
internal static class HeaderTarget
{
    private static readonly ServiceSubject[] _subjects = [ServiceSubject.Listing, ServiceSubject.Recording, ServiceSubject.Login];
    private static readonly WellcloudClientOptions _options = new() { BaseUri = new("http://service.invalid") };

    public static void Run(byte[] input)
    {
        // As the platform reads them: each byte is a character.
        var text = Encoding.Latin1.GetString(input);
        using var transport = new Transport(new HttpClient(new Answering(text)), _options);
        try
        {
            // One request for each input: most of the time goes into exceptions.
            var request = new ServiceRequest(_subjects[input.Length % _subjects.Length], new("http://service.invalid/"));
            transport.SendAsync(request, null, ReadAsync, default).GetAwaiter().GetResult();
        }
        catch (WellcloudException fault)
        {
            Check(fault);
        }
    }

    private static async Task<int> ReadAsync(ServiceAnswer answer)
    {
        if (answer.Request.Subject is ServiceSubject.Listing)
        {
            await using var listing = await OpenListing.StartAsync(answer, new(), default);
            return listing.HasFirst ? listing.Current.Count : 0;
        }

        if (answer.Request.Subject is ServiceSubject.Login)
        {
            using var token = await LoginAnswer.ReadAsync(answer, default);
            return 1;
        }

        using var body = answer.Body;
        var head = await answer.ReadHeadAsync(default);
        _ = (answer.IsCoded, answer.Headers.ContentRange?.From, answer.Headers.ContentLength, answer.Headers.LastModified, answer.Response.Headers.ETag);
        _ = ContentDispositionName.Read(answer.Header("Content-Disposition"));
        return ServiceError.Find(answer, head) is { } fault ? throw fault : head.Length;
    }

    private static void Check(WellcloudException fault)
    {
        // The message goes to a terminal, so it must not contain control characters.
        if (fault.RetryAfter < TimeSpan.Zero || fault.Message.Any(char.IsControl))
        {
            throw new InvalidOperationException($"{fault.RetryAfter}: {fault.Message}");
        }
    }

    private sealed class Answering(string text) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var end = text.IndexOf("\n\n", StringComparison.Ordinal);
            var lines = (end < 0 ? text : text[..end]).Split('\n');
            var body = end < 0 ? [] : Encoding.Latin1.GetBytes(text[(end + 2)..]);
            var status = int.TryParse(lines[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 200 and <= 999 ? number : 200;
            var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StreamContent(new MemoryStream(body)), RequestMessage = request };
            foreach (var line in lines.Skip(1))
            {
                var colon = line.IndexOf(':', StringComparison.Ordinal);
                if (colon > 0)
                {
                    var (name, value) = (line[..colon], line[(colon + 1)..].Trim());
                    _ = response.Headers.TryAddWithoutValidation(name, value) || response.Content.Headers.TryAddWithoutValidation(name, value);
                }
            }

            return Task.FromResult(response);
        }
    }
}
