using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Wellcloud.Bench;

/// <summary>The least that .NET needs: reads each address of a list, hashes, writes and renames. Nothing is checked, retried, named or resumed.</summary>
internal static class BareLoop
{
    /// <param name="arguments">The list of addresses, the token, the folder, and the number of simultaneous requests.</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var addresses = new ConcurrentQueue<string>(await File.ReadAllLinesAsync(arguments[0]));
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, UseProxy = false, AllowAutoRedirect = false });
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", arguments[1]);
        await Task.WhenAll(Enumerable.Range(0, int.Parse(arguments[3])).Select(_ => Task.Run(() => SaveAllAsync(http, addresses, arguments[2]))));
        return 0;
    }

    private static async Task SaveAllAsync(HttpClient http, ConcurrentQueue<string> addresses, string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 * 1024];
        while (addresses.TryDequeue(out var address))
        {
            var path = Path.Combine(folder, new Uri(address).Segments[^2].TrimEnd('/'));
            using var answer = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
            await using (var body = await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync())
            using (var file = File.OpenHandle(path + ".partial", FileMode.Create, FileAccess.Write))
            {
                int read;
                for (var length = 0L; (read = await body.ReadAsync(buffer)) > 0; length += read)
                {
                    hash.AppendData(buffer, 0, read);
                    RandomAccess.Write(file, buffer.AsSpan(0, read), length);
                }
            }

            hash.GetHashAndReset();
            File.Move(path + ".partial", path + ".mp3", overwrite: true);
        }
    }
}
