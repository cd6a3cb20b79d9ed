namespace Wellcloud.Fuzz;

/// <summary>Something that takes input from outside.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Samples">Good inputs, to be damaged.</param>
/// <param name="Run">Takes an input; throws for what must not happen.</param>
internal sealed record Target(string Name, IReadOnlyList<byte[]> Samples, Action<byte[]> Run);
