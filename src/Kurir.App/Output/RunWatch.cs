using Spectre.Console;

namespace Kurir.App;

/// <summary>Shows runs while they go on: a moving line on a terminal, each step with <c>--verbose</c>, and the result at the end.</summary>
sealed class RunWatch(Terminal terminal)
{
    readonly Dictionary<string, Stage> under = [];
    readonly Lock gate = new();
    StatusContext? status;

    public async Task<T> During<T>(Func<Task<T>> work)
    {
        if (!terminal.MayMove) return await work();
        return await terminal.Talk.Status().StartAsync("starting", async context =>
        {
            status = context;
            return await work();
        });
    }

    public Task On(string pipeline, RunEvent happened)
    {
        switch (happened)
        {
            case RunEvent.StageBegan began:
                Verbose($"{pipeline}/{began.Export}: {Word(began.Stage)}");
                Move($"{pipeline}/{began.Export}", began.Stage);
                break;
            case RunEvent.AttemptFailed failed:
                string next = failed.Pause is { } pause ? $"trying again in {pause.TotalSeconds:0.0} s" : "given up";
                if (failed.Pause is not null || terminal.Mode.Verbose)
                    terminal.Say($"{pipeline}/{failed.Export}: attempt {failed.Attempt} of {Attempts.Most} failed: {failed.Fault.Cause}; {next}");
                break;
            case RunEvent.ExportEnded ended:
                Move($"{pipeline}/{ended.Export.Export}", null);
                break;
        }

        return Task.CompletedTask;
    }

    /// <summary>Prints the runs and gives the exit code.</summary>
    public int Finish(IReadOnlyList<Run> runs, IReadOnlyList<PipelineDefinition> pipelines)
    {
        int code = runs.Count == 0 ? ExitCode.Done : runs.Max(ExitCode.Of);
        if (terminal.Json)
        {
            terminal.Document(JsonDocuments.Of(new RunDocument(code, runs)));
            return code;
        }

        foreach (Run run in runs)
        {
            PipelineDefinition pipeline = pipelines.First(pipeline => pipeline.Name == run.Pipeline);
            Show(run, pipeline.Zone, pipeline.Language);
        }

        return code;
    }

    public void Show(Run run, TimeZoneInfo zone, string language = "en")
    {
        terminal.Line(RunText.Heading(run, zone));
        int width = run.Exports.Count == 0 ? 0 : run.Exports.Max(export => export.Export.Length);
        foreach (string line in run.Exports.SelectMany(export => RunText.Lines(export, width))) terminal.Line(line);
        foreach (string line in run.Exports.SelectMany(new Digest(language).Of)) terminal.Line($"  [grey]{Markup.Escape(line)}[/]");
        if (run.Digest is { } file) terminal.Line($"  [grey]{Markup.Escape(file)}[/]");
        if (run.SessionEndsAt is { } end) terminal.Line($"  [yellow]{Markup.Escape($"the session that a person opened ends {NewSessionCommand.When(end, zone)}: kurir new session {run.Pipeline}")}[/]");
        foreach (string problem in new[] { run.NoticeProblem, run.NoticeAdvice }.OfType<string>()) terminal.Line($"  [yellow]{Markup.Escape(problem)}[/]");
        terminal.Line(RunText.Summary(run));
    }

    void Verbose(string text)
    {
        if (terminal.Mode.Verbose) terminal.Say(text);
    }

    void Move(string export, Stage? stage)
    {
        if (status is null) return;
        lock (gate)
        {
            if (stage is { } began) under[export] = began;
            else under.Remove(export);
            status.Status(Markup.Escape(string.Join(", ", under.Select(one => $"{one.Key} {Word(one.Value)}"))));
        }
    }

    static string Word(Stage stage) => stage switch
    {
        Stage.SignIn => "signing in",
        Stage.Fetch => "fetching",
        Stage.Read => "reading",
        Stage.Check => "checking",
        Stage.Record => "recording",
        Stage.Deliver => "delivering",
        _ => "closing",
    };
}
