using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using Wellcloud.Client.Names;

namespace Wellcloud.Recordings.Completion;

/// <summary>Completes the placeholder that is being typed in a name template.</summary>
public sealed class NameTemplateCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var text = wordToComplete.Trim('\'', '"');
        var brace = text.LastIndexOf('{');
        var isOpen = brace > text.LastIndexOf('}');
        var (before, begun) = isOpen ? (text.Substring(0, brace), text.Substring(brace + 1)) : (text, "");
        return from name in NameTemplate.Placeholders
               where name.StartsWith(begun, StringComparison.OrdinalIgnoreCase)
               select new CompletionResult($"'{CodeGeneration.EscapeSingleQuotedStringContent(before)}{{{name}}}'", name, CompletionResultType.ParameterValue, $"{{{name}}}");
    }
}
