using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using Wellcloud.Client.Names;

namespace Wellcloud.Recordings.Completion;

/// <summary>Completes the unfinished placeholder of a name template, wherever it is in the template.</summary>
public sealed class NameTemplateCompleter : IArgumentCompleter
{
    private static readonly Regex s_placeholder = new(@"(?<!\{)\{(?<begun>[^{}]*)(?<end>\}?)");

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        // The shell gives the whole text and not the cursor's position, so look for the placeholder that is not a known name yet.
        var text = wordToComplete.Trim('\'', '"');
        var typed = s_placeholder.Matches(text).Cast<Match>().FirstOrDefault(IsUnfinished);
        var (before, begun, after) = typed is null
            ? (text, "", "")
            : (text.Substring(0, typed.Index), typed.Groups["begun"].Value, text.Substring(typed.Index + typed.Length));
        return from name in NameTemplate.Placeholders
               where IsBeginning(begun, name)
               select new CompletionResult($"'{Quote(before)}{{{name}}}{Quote(after)}'", name, CompletionResultType.ParameterValue, $"{{{name}}}");
    }

    private static bool IsUnfinished(Match placeholder)
    {
        var begun = placeholder.Groups["begun"].Value;
        return placeholder.Groups["end"].Length == 0
            || (!NameTemplate.Placeholders.Contains(begun, StringComparer.OrdinalIgnoreCase) && NameTemplate.Placeholders.Any(name => IsBeginning(begun, name)));
    }

    private static bool IsBeginning(string begun, string name) => name.StartsWith(begun, StringComparison.OrdinalIgnoreCase);

    private static string Quote(string text) => CodeGeneration.EscapeSingleQuotedStringContent(text);
}
