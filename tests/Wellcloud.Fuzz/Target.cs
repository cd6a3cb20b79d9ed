namespace Wellcloud.Fuzz;

/// <summary>Something that takes input from outside.</summary>
/// <param name="Name">The name of the target.</param>
/// <param name="Samples">Valid inputs, which are then damaged.</param>
/// <param name="Run">Processes an input. Throws if something happens that must not happen.</param>
internal sealed record Target(string Name, IReadOnlyList<byte[]> Samples, Action<byte[]> Run);
