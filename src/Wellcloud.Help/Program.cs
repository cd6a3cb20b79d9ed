using Wellcloud.Help;

if (args is not [var module, var docs, var output])
{
    Console.Error.WriteLine("Usage: Wellcloud.Help <module dll> <docs folder> <out folder>");
    return 2;
}

var problems = HelpBuild.Run(module, docs, output);
foreach (var problem in problems)
{
    Console.Error.WriteLine($"error HELP: {problem}");
}

return problems.Count > 0 ? 1 : 0;
