using System.CommandLine;
using Spectre.Console;

namespace Kurir.App;

/// <summary><c>kurir doctor</c>: whether what pipelines rely on is there and works. Changes nothing; signs in to each panel once.</summary>
static class DoctorCommand
{
    static readonly Argument<string?> Area = new Argument<string?>("area")
    {
        Description = $"Only one thing: {string.Join(", ", Checks.Areas)}; without, all.",
        Arity = ArgumentArity.ZeroOrOne,
    }.AcceptOnlyFromAmong(Checks.Areas);

    static readonly Argument<string?> Pipeline = new("pipeline") { Description = "A pipeline's name or path; without, all of pipelines/.", Arity = ArgumentArity.ZeroOrOne };

    public static Command Create() => new Command("doctor", "Looks whether what pipelines rely on is there and works, and says what to do where it is not. Changes nothing.")
        .Example("kurir doctor", "kurir doctor google andalan-atk").Takes(Area, Pipeline).Does(Look);

    static async Task<int> Look(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        string? name = parsed.GetValue(Pipeline);
        await using var courier = Courier.At(Workspace.Find(name), terminal);
        IReadOnlyList<PipelineDefinition> pipelines = name is null && courier.Workspace.PipelineFiles().Count == 0 ? [] : courier.Load(name, all: true, site: null);
        var patient = new Patient(courier.Secrets, pipelines, courier.Time, courier.Workspace.Home, courier.ExistingLedger, () => courier.Sessions);
        var results = new List<CheckResult>();
        foreach (ICheck check in Checks.All.Where(check => parsed.GetValue(Area) is not { } area || check.Area == area))
        {
            IReadOnlyList<CheckResult> seen = await Guarded(check, patient, ct);
            if (!terminal.Json) foreach (CheckResult result in seen) Show(terminal, result);
            results.AddRange(seen);
        }

        if (results.Count == 0 && !terminal.Json) terminal.Line("Nothing of that is used here.");
        int code = results.Exists(result => result.State == CheckState.Fail) ? ExitCode.Failed : ExitCode.Done;
        if (terminal.Json) terminal.Document(JsonDocuments.Of(new DoctorDocument(code, results)));
        return code;
    }

    static async Task<IReadOnlyList<CheckResult>> Guarded(ICheck check, Patient patient, CancellationToken ct)
    {
        try
        {
            return await check.Look(patient, ct);
        }
        catch (Fault fault)
        {
            return [new CheckResult(check.Area, fault.Subject == check.Area ? "key" : fault.Subject, CheckState.Fail, fault.Cause, fault.Remedy)];
        }
    }

    static void Show(Terminal terminal, CheckResult result)
    {
        string colour = result.State switch { CheckState.Pass => "green", CheckState.Warn => "yellow", _ => "red" };
        terminal.Line($"[{colour}]{result.State.ToString().ToLowerInvariant(),-4}[/]  {Markup.Escape($"{result.Area}, {result.Subject}: {result.Seen}")}");
        if (result.Remedy is { } remedy) terminal.Line($"      [grey]Try:[/] {Markup.Escape(remedy)}");
    }
}
