using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Wellcloud.Recordings.Completion;

/// <summary>Completes a parameter from words in memory. Tab never waits for the network.</summary>
public abstract class WordCompleter : IArgumentCompleter
{
    /// <summary>Returns the words to choose from.</summary>
    /// <param name="boundParameters">The other parameters on the command line so far.</param>
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

    // Brackets in a word must not act as wildcards.
    private static string Quote(string word) =>
        word.All(static character => char.IsLetterOrDigit(character) || character is '.' or '_' or '-')
            ? word
            : "'" + CodeGeneration.EscapeSingleQuotedStringContent(WildcardPattern.Escape(word)) + "'";
}
