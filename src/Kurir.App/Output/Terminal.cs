using System.CommandLine;
using System.Text;
using Spectre.Console;

namespace Kurir.App;

/// <summary>Where everything that people and scripts read goes out, and the one place that decides on colour, progress and streams.</summary>
/// <remarks>Results go to standard output, all talk to standard error; with <c>--json</c> standard output holds one document and nothing else.</remarks>
sealed class Terminal : IDisposable
{
    const int Unbounded = 10_000; // text that is piped is never wrapped by us
    readonly StreamWriter error;
    readonly Lazy<IAnsiConsole> result;
    readonly Lazy<IAnsiConsole> talk;

    public Terminal(StreamWriter output, StreamWriter error, TerminalMode mode)
    {
        Output = output;
        this.error = error;
        Mode = mode;
        result = new(() => ConsoleOn(output, mode.ResultOnTerminal));
        talk = new(() => ConsoleOn(error, mode.TalkOnTerminal));
    }

    public TerminalMode Mode { get; }

    /// <summary>Standard output, for documents written as they are (JSON, CSV, YAML).</summary>
    public StreamWriter Output { get; }

    public Redactor Redactor { get; } = new();

    public bool Json => Mode.Json;

    /// <summary>Whether progress may move: a person watches and no document is asked for.</summary>
    public bool MayMove => Mode is { TalkOnTerminal: true, Quiet: false, Json: false, Verbose: false };

    public IAnsiConsole Talk => talk.Value;

    public static Terminal For(ParseResult parsed)
    {
        bool ci = Environment.GetEnvironmentVariable("CI") is "true" or "1";
        string color = parsed.GetValue(GlobalOptions.Color) ?? "auto";
        bool plain = color == "never" || (color == "auto" && !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));
        var mode = new TerminalMode
        {
            Json = parsed.GetValue(GlobalOptions.Json),
            Quiet = parsed.GetValue(GlobalOptions.Quiet),
            Verbose = parsed.GetValue(GlobalOptions.Verbose),
            ResultOnTerminal = !Console.IsOutputRedirected,
            TalkOnTerminal = !Console.IsErrorRedirected && !ci,
            Color = plain ? false : color == "always" ? true : null,
        };
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new Terminal(
            new StreamWriter(Console.OpenStandardOutput(), utf8), new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true }, mode);
    }

    /// <summary>One line of the result, in Spectre's markup; nothing with <c>--json</c>.</summary>
    public void Line(string markup = "")
    {
        if (Json) return;
        result.Value.MarkupLine(Redactor.Redact(markup));
        Output.Flush();
    }

    /// <summary>A plain document on standard output.</summary>
    public void Document(string text)
    {
        Output.Write(Redactor.Redact(text));
        if (!text.EndsWith('\n')) Output.Write('\n');
        Output.Flush();
    }

    /// <summary>One line of talk on standard error; nothing with <c>--quiet</c>.</summary>
    public void Say(string text)
    {
        if (!Mode.Quiet) Talk.WriteLine(Redactor.Redact(text));
    }

    public void Warn(string text) => Talk.MarkupLine($"[yellow]{Markup.Escape(Redactor.Redact(text))}[/]");

    /// <summary>What failed, what was seen, what to do next.</summary>
    public int Failed(Fault fault)
    {
        if (Json)
        {
            Document(JsonDocuments.Error(FaultRecord.Of(fault, Redactor)));
        }
        else
        {
            Talk.MarkupLine($"[red]Error:[/] {Safe(fault.Subject)}: {Safe(fault.Cause)}");
            Talk.MarkupLine($"[grey]Try:[/]   {Safe(fault.Remedy)}");
            Talk.MarkupLine($"[grey]More:[/]  {FaultRecord.ToExplain(fault.Code)}");
        }

        if (Mode.Verbose && fault.InnerException is { } inner) Talk.WriteLine(Redactor.Redact(inner.ToString()));
        return ExitCode.Of(fault);
    }

    /// <summary>The call itself was wrong.</summary>
    public int Usage(string problem, string tryThis)
    {
        if (Json)
        {
            Document(JsonDocuments.Error(new FaultRecord(Stage.Configure, "usage", FaultKind.Stop, "command line", problem, tryThis)));
        }
        else
        {
            Talk.MarkupLine($"[red]Error:[/] {Safe(problem)}");
            Talk.MarkupLine($"[grey]Try:[/]   {Safe(tryThis)}");
        }

        return ExitCode.Refused;
    }

    public string Safe(string text) => Markup.Escape(Redactor.Redact(text));

    public void Dispose()
    {
        Output.Flush();
        error.Flush();
    }

    IAnsiConsole ConsoleOn(TextWriter writer, bool onTerminal)
    {
        bool ansi = Mode.Color ?? onTerminal;
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = ansi ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = ansi ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = onTerminal ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        if (!onTerminal) console.Profile.Width = Unbounded;
        return console;
    }
}

/// <summary>How a command may show itself.</summary>
sealed record TerminalMode
{
    public bool Json { get; init; }

    public bool Quiet { get; init; }

    public bool Verbose { get; init; }

    public bool ResultOnTerminal { get; init; }

    public bool TalkOnTerminal { get; init; }

    /// <summary>Null: by terminal.</summary>
    public bool? Color { get; init; }
}
