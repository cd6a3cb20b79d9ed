namespace Wellcloud.Help.Pages;

/// <summary>A language of the help, with the headings of its pages.</summary>
/// <remarks>
/// <c>Culture</c> is the name of the folder with the pages, and of the folder with the finished help. <c>Default</c> comes before a default value.
/// <c>ExampleTitle</c> combines the number and the title of an example.
/// <c>Width</c> is the column at which lines break. In a Chinese shell, PowerShell itself breaks lines even inside a name.
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

    /// <summary>The headings of a page, in order.</summary>
    public IReadOnlyList<string> Sections => [Description, Examples, Parameters, Inputs, Outputs, Notes, Links];
}
