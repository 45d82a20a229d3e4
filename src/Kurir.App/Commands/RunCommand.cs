using System.CommandLine;
using Kurir.Connectors;

namespace Kurir.App;

/// <summary><c>kurir run</c>: one pipeline or all of them, now.</summary>
static class RunCommand
{
    static readonly Argument<string?> Pipeline = new("pipeline") { Description = "A pipeline's name, or the path of its file.", Arity = ArgumentArity.ZeroOrOne };
    static readonly Argument<string[]> Exports = new("exports") { Description = "Some of its exports; without, all.", Arity = ArgumentArity.ZeroOrMore };
    static readonly Option<string?> Words = new("--window") { Description = "The days to ask for, in place of the file's: \"last 2 days\", yesterday, \"this month\"." };
    static readonly Option<string?> From = new("--from") { Description = "The first day, 2026-11-01." };
    static readonly Option<string?> To = new("--to") { Description = "The last day, 2026-11-30; without, today." };
    static readonly Option<bool> DryRun = new("--dry-run") { Description = "Fetch, read, check and compare; keep and deliver nothing." };
    static readonly Option<string?> Site = new("--site") { Description = "Another address for the panel: a test system, a gateway." };
    static readonly Option<bool> RetryPassword = new("--retry-password") { Description = "Send a password that the panel refused before once more. Without it the same one is never sent again, so that no account is locked." };
    static readonly Option<bool> Missing = new("--missing") { Description = "Ask for the days that should be whole and are not, oldest first, in place of the file's window; with --from and --to only those among these days." };
    static readonly Option<bool> Trace = new("--trace") { Description = "Keep a trace of what a browser does, without the sign-in: kurir show RUN EXPORT says where." };
    static readonly Option<bool> Accepted = new("--accept") { Description = "Accept at once what this run would hold back, as kurir accept does." };
    static readonly Option<bool> All = new("--all") { Description = "All pipelines, side by side." };

    public static Command Create() => new Command("run", "Fetches reports, proves them complete, delivers what changed.").Example("kurir run andalan-atk", "kurir run andalan-atk transaksi --from 2026-11-01 --to 2026-11-30", "kurir run andalan-atk --missing").Takes(Pipeline, Exports, Words, From, To, Missing, Accepted, DryRun, Trace, All, Site, RetryPassword).Does(Run);

    static async Task<int> Run(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        string? pipeline = parsed.GetValue(Pipeline);
        if (pipeline is not null && parsed.GetValue(All)) return terminal.Usage("--all and a pipeline's name exclude each other", "kurir run --all");
        Task headStart = HeadStart.Take(ct);
        await using var courier = Courier.At(Workspace.Find(pipeline), terminal);
        IReadOnlyList<PipelineDefinition> pipelines = courier.Load(pipeline, parsed.GetValue(All), parsed.GetValue(Site));
        _ = HeadStart.GoOn(headStart, pipelines.SelectMany(one => one.Exports), ct);
        if (parsed.GetValue(RetryPassword)) await Task.WhenAll(pipelines.Select(one => courier.ForgetRefusals(one, ct)));
        var window = WindowChoice.Of(parsed.GetValue(Words), parsed.GetValue(From), parsed.GetValue(To));
        var requests = pipelines.Select(one => (one, Request: courier.Request(one, parsed.GetValue(Exports) ?? [], window, parsed.GetValue(DryRun)) with { Trace = parsed.GetValue(Trace) })).ToList();

        var watch = new RunWatch(terminal);
        bool missing = parsed.GetValue(Missing), dryRun = parsed.GetValue(DryRun);
        IReadOnlyList<Run>[] runs = await watch.During(() => Task.WhenAll(requests.Select(request => missing ? Fill(request) : Once(request))));
        if (missing && runs.All(one => one.Count == 0)) terminal.Say("Nothing is missing: kurir show coverage");
        return watch.Finish([.. runs.SelectMany(one => one)], pipelines);

        async Task<IReadOnlyList<Run>> Once((PipelineDefinition Pipeline, RunRequest Request) wanted)
        {
            if (window is not null) return await Settle(wanted.Pipeline, await courier.Run(wanted.Pipeline, wanted.Request, watch, ct));
            RunRequest due = dryRun ? await courier.Learned(wanted.Request, ct) : await courier.CatchUp(wanted.Request, ct);
            Run run = await courier.Run(wanted.Pipeline, due, watch, ct);
            bool reached = run.Exports.Any(export => export.Outcome != Outcome.Failed);
            return [.. await Settle(wanted.Pipeline, run), .. dryRun || !reached ? [] : await new SweepRuns(courier, watch, TimeProvider.System).Look(wanted.Pipeline, due, ct)];
        }

        async Task<IReadOnlyList<Run>> Settle(PipelineDefinition one, Run run)
        {
            string[] held = [.. run.Exports.Where(export => export.Outcome == Outcome.Held).Select(export => export.Export)];
            if (!parsed.GetValue(Accepted) || run.DryRun || held.Length == 0) return [run];
            IReadOnlyList<Run> accepted = await new Acceptance(courier, terminal, watch).Accept(one, held, ct);
            return [.. run.Exports.Count > held.Length ? [run with { Exports = [.. run.Exports.Where(export => !held.Contains(export.Export))] }] : Array.Empty<Run>(), .. accepted];
        }

        Task<IReadOnlyList<Run>> Fill((PipelineDefinition Pipeline, RunRequest Request) wanted) =>
            new MissingRuns(courier, watch, TimeProvider.System).Fill(wanted.Pipeline, wanted.Request, window is null ? null : wanted.Request.WindowOf(wanted.Request.Exports[0]), ct);
    }
}
