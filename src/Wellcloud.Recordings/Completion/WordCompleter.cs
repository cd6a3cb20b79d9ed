using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Wellcloud.Recordings.Completion;

/// <summary>Completes a parameter from words that are in memory: Tab never waits for the network.</summary>
public abstract class WordCompleter : IArgumentCompleter
{
    /// <summary>The words to choose from.</summary>
    /// <param name="boundParameters">What else the command line says so far.</param>
    protected abstract IEnumerable<string> Words(IDictionary boundParameters);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var begun = wordToComplete.Trim('\'', '"');
        return from word in Words(fakeBoundParameters)
               where word.StartsWith(begun, StringComparison.OrdinalIgnoreCase)
               orderby word
               select new CompletionResult(Quote(word), word, CompletionResultType.ParameterValue, word);
    }

    // What is offered is meant literally, so a name with brackets must not become a pattern.
    private static string Quote(string word) =>
        word.All(static character => char.IsLetterOrDigit(character) || character is '.' or '_' or '-')
            ? word
            : "'" + CodeGeneration.EscapeSingleQuotedStringContent(WildcardPattern.Escape(word)) + "'";
}
