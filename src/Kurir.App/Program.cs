using System.CommandLine;
using Kurir.App;

RootCommand root = Cli.Root();
if (Suggestions.AreAskedFor(args)) Suggestions.AddTo(root);
ParseResult parsed = root.Parse(args);
bool wantsHelp = parsed.Action is HelpExamples.Help;
if (!wantsHelp && parsed.Errors.Count > 0) return Cli.Refuse(parsed);
return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
