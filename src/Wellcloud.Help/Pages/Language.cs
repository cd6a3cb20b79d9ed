namespace Wellcloud.Help.Pages;

/// <summary>The words of a language that pages are divided by.</summary>
/// <remarks>
/// The culture names the folder of its pages and of the help made of them. A default value stands after the words of <c>Default</c>.
/// <c>ExampleTitle</c> makes a title of an example's number and its own title.
/// <c>Width</c> is where lines are broken in advance: under a Chinese culture the shell breaks anywhere, in the middle of a name too.
/// </remarks>
internal sealed record Language(
    string Culture, string Description, string Examples, string Parameters, string Inputs, string Outputs, string Notes, string Links, string Default, string ExampleTitle, int? Width = null)
{
    /// <summary>The languages of the help.</summary>
    public static IReadOnlyList<Language> All { get; } =
    [
        new("en-US", "Description", "Examples", "Parameters", "Inputs", "Outputs", "Notes", "Related links", "Default:", "Example {0}: {1}"),
        new("zh-Hans", "说明", "示例", "参数", "输入", "输出", "备注", "相关链接", "默认值：", "示例 {0}：{1}", Width: 70),
    ];

    /// <summary>The headings of a page in their order.</summary>
    public IReadOnlyList<string> Sections => [Description, Examples, Parameters, Inputs, Outputs, Notes, Links];
}
