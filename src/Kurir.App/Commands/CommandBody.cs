using System.CommandLine;

namespace Kurir.App;

/// <summary>What each command is wrapped in: a terminal, an orderly Ctrl-C, and faults turned into text or JSON and an exit code.</summary>
static class CommandBody
{
    /// <param name="command">The command.</param>
    /// <param name="body">Does the work and gives the exit code. May throw a <see cref="Fault"/>.</param>
    public static Command Does(this Command command, Func<ParseResult, Terminal, CancellationToken, Task<int>> body)
    {
        command.SetAction(async (parsed, ct) =>
        {
            using var terminal = Terminal.For(parsed);
            try
            {
                return await body(parsed, terminal, ct);
            }
            catch (Fault fault)
            {
                return terminal.Failed(fault);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return terminal.Failed(new Fault(
                    Stage.Close, FaultName.Interrupted, FaultKind.Retry, command.Name, "interrupted", "Run it again: what was done is kept, the rest follows."));
            }
        });
        return command;
    }

    /// <summary>Adds arguments, options and subcommands and gives the command back.</summary>
    public static Command Takes(this Command command, params Symbol[] symbols)
    {
        foreach (Symbol symbol in symbols)
        {
            if (symbol is Option option) command.Options.Add(option);
            else if (symbol is Argument argument) command.Arguments.Add(argument);
            else if (symbol is Command under) command.Subcommands.Add(under);
        }

        return command;
    }
}
