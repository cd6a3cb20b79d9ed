namespace Wellcloud.Help.Pages;

/// <summary>A page that cannot become help; the message says where and why.</summary>
internal sealed class PageException(string message) : Exception(message);
