namespace Wellcloud.Help.Pages;

/// <summary>A related link.</summary>
/// <param name="Text">The name of a cmdlet or topic, or other text.</param>
/// <param name="Address">A web address, or empty for another page of the help.</param>
internal sealed record Link(string Text, string Address);
