namespace Kurir.App;

/// <summary>A person says that what was held back is right: it is written into the pipeline file where it belongs there, and what is kept is read again.</summary>
sealed class Acceptance(Courier courier, Terminal terminal, RunWatch watch)
{
    /// <summary>How far back a held table is looked for.</summary>
    const int MostRuns = 50;

    /// <summary>Reasons that can be accepted for once; a contract's are written down instead.</summary>
    static readonly HashSet<FaultName> ForOnce = [FaultName.EverythingNew, FaultName.SuspiciousEmpty, FaultName.RowCountUnlikely];

    /// <summary>Unlikely numbers that were told of are right, this once or, written into the file, for ever.</summary>
    /// <returns>How many days they were.</returns>
    public async Task<long> AcceptNumbers(PipelineDefinition definition, IReadOnlyList<string> names, bool always, CancellationToken ct)
    {
        long days = 0;
        RunRequest request = courier.Request(definition, names, window: null, dryRun: false);
        string? text = null;
        foreach (Export export in request.Exports)
        {
            days += await courier.Ledger.AcceptCounts(export.Id, ct);
            if (always) text = Ignoring(definition, export, await Told(export, ct), text);
        }

        if (text is not null) courier.Rewrite(definition, text);
        return days;
    }

    async Task<IReadOnlyList<string>> Told(Export export, CancellationToken ct)
    {
        IReadOnlyList<Run> runs = await courier.Ledger.Runs(export.Pipeline, MostRuns, ct);
        ExportRun? last = runs.SelectMany(run => run.Exports).FirstOrDefault(one => one.Export == export.Name && one.Unlikely.Count > 0);
        return [.. (last?.Unlikely ?? []).Select(each => each.Column ?? each.What).Distinct(StringComparer.Ordinal)];
    }

    string? Ignoring(PipelineDefinition definition, Export export, IReadOnlyList<string> told, string? text)
    {
        if (told.Count == 0) return text;
        string file = definition.File is { } known && File.Exists(known) ? known : throw Refused(definition, "the pipeline did not come from a file", "Set unlikely: { ignore: […] }");
        foreach (string what in told) terminal.Say($"{Path.GetFileName(file)}: {export.Name}: unlikely: {what} is ignored");
        return PipelineEdit.Apply(text ?? File.ReadAllText(file), file, export.Name, told.Select(what => new ContractEdit("", "unlikely", what)))
            ?? throw Refused(definition, $"{export.Name}: the file is written in a way that only a person can change", $"Set `unlikely: {{ ignore: [{string.Join(", ", told)}] }}`");
    }

    /// <param name="definition">The pipeline.</param>
    /// <param name="names">Of exports; none: all.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>What was run to accept it; empty: nothing was waiting.</returns>
    public async Task<IReadOnlyList<Run>> Accept(PipelineDefinition definition, IReadOnlyList<string> names, CancellationToken ct)
    {
        RunRequest request = courier.Request(definition, names, window: null, dryRun: false) with { Mode = "accept" };
        IReadOnlyDictionary<string, (Run Run, ExportRun Export)> held = await Held(definition, request, ct);
        PipelineDefinition now = Write(definition, held.Values.Select(each => each.Export));
        var runs = new List<Run>();
        Export[] again = [.. now.Exports.Where(export => held.ContainsKey(export.Name)).Select(export => export with { Accepted = OnceOf(held[export.Name].Export) })];
        if (again.Length > 0) runs.Add(await ReadAgain(now, request with { Exports = again }, held, ct));
        Export[] gone = await Withdrawn(request.Exports.Where(export => !held.ContainsKey(export.Name)), ct);
        if (gone.Length > 0) runs.Add(await courier.Deliver(now, request with { Exports = gone }, rebuild: false, watch, ct));
        return runs;
    }

    async Task<Run> ReadAgain(PipelineDefinition definition, RunRequest request, IReadOnlyDictionary<string, (Run Run, ExportRun Export)> held, CancellationToken ct)
    {
        var tables = new Dictionary<string, IReadOnlyList<KeptTable>>();
        foreach (Export export in request.Exports)
            tables[export.Name] = KeptTable.Counting(await courier.Ledger.Tables(export.Id, held[export.Name].Run.Id, null, ct));
        return await courier.Replay(
            definition, request with { WindowOf = export => held[export.Name].Export.Window!.Value }, export => tables[export.Name], watch, ct);
    }

    /// <summary>The exports whose last run ended held.</summary>
    async Task<IReadOnlyDictionary<string, (Run Run, ExportRun Export)>> Held(PipelineDefinition definition, RunRequest request, CancellationToken ct)
    {
        var last = new Dictionary<string, (Run Run, ExportRun Export)>();
        foreach (Run run in await courier.Ledger.Runs(definition.Name, MostRuns, ct))
            foreach (ExportRun export in run.Exports.Where(export => export.Window is not null && !run.DryRun))
                last.TryAdd(export.Export, (run, export));
        return last.Where(each => each.Value.Export.Outcome == Outcome.Held && request.Exports.Any(export => export.Name == each.Key)).ToDictionary();
    }

    async Task<Export[]> Withdrawn(IEnumerable<Export> exports, CancellationToken ct)
    {
        var withdrawn = new List<Export>();
        foreach (Export export in exports.Where(export => export.Settings.Vanished.Then != "keep"))
        {
            long gone = await courier.Ledger.Withdraw(export.Id, "accept", courier.Today(export.Zone), ct);
            if (gone == 0) continue;
            terminal.Say($"{export.Id}: {gone} rows are taken for gone");
            withdrawn.Add(export);
        }

        return [.. withdrawn];
    }

    /// <exception cref="Fault">A hold is none that can be accepted, or the file cannot be changed for a person.</exception>
    PipelineDefinition Write(PipelineDefinition definition, IEnumerable<ExportRun> held)
    {
        string? text = null;
        foreach (ExportRun export in held)
        {
            foreach (Hold hold in export.Verdict!.Holds.Where(hold => hold.Edits.Count == 0 && !ForOnce.Contains(hold.Name)))
                throw Refused(definition, $"{export.Export}: this cannot be accepted: {hold.Cause}", hold.Remedy);
            ContractEdit[] edits = [.. export.Verdict.Holds.SelectMany(hold => hold.Edits)];
            if (edits.Length == 0) continue;
            string file = definition.File is { } known && File.Exists(known) ? known : throw Refused(definition, "the pipeline did not come from a file", string.Join(" ", export.Verdict.Holds.Select(hold => hold.Remedy)));
            text = PipelineEdit.Apply(text ?? File.ReadAllText(file), file, export.Export, edits)
                ?? throw Refused(definition, $"{export.Export}: the file is written in a way that only a person can change", string.Join(" ", export.Verdict.Holds.Select(hold => hold.Remedy)));
            foreach (ContractEdit edit in edits) terminal.Say($"{Path.GetFileName(file)}: {export.Export}: {Words(edit)}");
        }

        return text is null ? definition : courier.Rewrite(definition, text);
    }

    static string Words(ContractEdit edit) => edit.Setting switch
    {
        "was" => $"\"{edit.Column}\" was \"{edit.Value}\"",
        "key" or "date" => $"{edit.Setting}: \"{edit.Value}\" in place of \"{edit.Column}\"",
        _ => $"\"{edit.Column}\": {edit.Setting}: {edit.Value}",
    };

    static HashSet<FaultName> OnceOf(ExportRun export) => [.. export.Verdict!.Holds.Where(hold => hold.Edits.Count == 0).Select(hold => hold.Name)];

    static Fault Refused(PipelineDefinition definition, string cause, string remedy) =>
        new(Stage.Configure, FaultName.ConfigurationInvalid, FaultKind.Stop, definition.Name, cause, remedy);
}
