namespace Wellcloud.Emulator.Net;

/// <summary>A body has come to the place where it is to stop.</summary>
internal sealed class BodyStoppedException() : IOException("The body stops here on purpose.");
