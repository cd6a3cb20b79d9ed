namespace Wellcloud.Help.Pages;

/// <summary>A related link.</summary>
/// <param name="Text">A cmdlet, a topic, or words.</param>
/// <param name="Address">An address of the web; empty for another page of the help.</param>
internal sealed record Link(string Text, string Address);
