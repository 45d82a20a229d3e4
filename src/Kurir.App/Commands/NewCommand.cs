using System.CommandLine;

namespace Kurir.App;

/// <summary><c>kurir new</c>: makes what pipelines need and only a person can make.</summary>
static class NewCommand
{
    public static Command Create()
    {
        var command = new Command("new", "Makes what a pipeline needs.").Example("kurir new session backend");
        command.Subcommands.Add(NewSessionCommand.Create());
        return command;
    }
}
