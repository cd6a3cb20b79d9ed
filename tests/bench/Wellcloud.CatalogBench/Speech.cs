using Wellcloud.Catalog.Tests.Support;

namespace Wellcloud.CatalogBench;

/// <summary>Audio in which somebody talks, listens, and talks again.</summary>
internal static class Speech
{
    public static byte[] Mp3(int seconds, int seed)
    {
        var random = new Random(seed);
        var loudness = 180;
        return Tone.Mp3(Enumerable.Range(0, seconds * 1000 / 72).Select(i =>
        {
            loudness = i % 40 == 0 ? random.Next(4) == 0 ? 150 : random.Next(176, 192) : loudness;
            return loudness + random.Next(-5, 5);
        }));
    }
}
