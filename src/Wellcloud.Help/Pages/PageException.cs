namespace Wellcloud.Help.Pages;

/// <summary>Thrown for a page that cannot become help. The message says where and why.</summary>
internal sealed class PageException(string message) : Exception(message);
