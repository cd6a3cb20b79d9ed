using FsCheck;
using Xunit;

namespace Wellcloud.Client.Tests.Support;

/// <summary>The seed for all random values of a run: a new seed, or the value of WELLCLOUD_SEED, which repeats an earlier run.</summary>
internal static class Seed
{
    private static readonly ulong _value = ulong.TryParse(Environment.GetEnvironmentVariable("WELLCLOUD_SEED"), out var given) ? given : (ulong)Random.Shared.NextInt64();

    /// <summary>Returns the seed, and writes it to the output of the current test, which the runner shows when the test fails.</summary>
    public static ulong Take()
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"To repeat this run, set WELLCLOUD_SEED={_value}");
        return _value;
    }

    /// <summary>Checks a property with inputs that follow from the seed.</summary>
    public static void Check(Property property, int inputs)
    {
        var random = new Rnd(Take());
        property.Check(Config.QuickThrowOnFailure.WithMaxTest(inputs).WithQuietOnSuccess(true).WithReplay(random.Seed, random.Gamma));
    }
}
