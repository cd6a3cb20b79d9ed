namespace Wellcloud.Emulator.Net;

/// <summary>A body has reached the place where it must stop.</summary>
internal sealed class BodyStoppedException() : IOException("The body stops here on purpose.");
