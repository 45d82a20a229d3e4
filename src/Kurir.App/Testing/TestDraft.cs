using Kurir.Connectors;

namespace Kurir.App;

/// <summary>Makes steps of a test from runs: the documents that came are saved beside the test, and what they bring about is filled in by running it.</summary>
/// <param name="folder">Of the test.</param>
/// <param name="pipeline">The pipeline.</param>
/// <param name="ledger">Knows the runs.</param>
/// <param name="kept">Gives their documents.</param>
/// <param name="names">For personal values.</param>
sealed class TestDraft(string folder, PipelineDefinition pipeline, ILedger ledger, Func<KeptTable, Document?> kept, PersonalNames names)
{
    readonly List<string> files = [];

    /// <summary>The files that were written, seen from the folder.</summary>
    public IReadOnlyList<string> Files => files;

    /// <exception cref="Fault">A run is not known, or nothing of it is kept.</exception>
    public async Task<TestConfig> From(IEnumerable<string> runs, CancellationToken ct)
    {
        var found = new List<Run>();
        foreach (string id in runs)
            found.Add(await ledger.FindRun(id, pipeline.Name, ct) ?? throw Refused(id, $"the ledger knows no run {id} of {pipeline.Name}", $"kurir show {pipeline.Name}"));
        var steps = new List<TestStepConfig>();
        foreach (Run run in found.OrderBy(run => run.StartedAt)) steps.Add(await Step(run, ct));
        return new TestConfig { Steps = steps };
    }

    async Task<TestStepConfig> Step(Run run, CancellationToken ct)
    {
        var exports = new OrderedDictionary<string, GivenConfig>();
        foreach (Export export in pipeline.Exports)
        {
            IReadOnlyList<KeptTable> tables = KeptTable.Counting(await ledger.Tables(export.Id, run.Id, null, ct));
            Window? window = run.Exports.FirstOrDefault(one => one.Export == export.Name)?.Window;
            if (window is { } days && tables.Count > 0) exports[export.Name] = await Given(run, export, days, tables, ct);
        }

        if (exports.Count == 0) throw Refused(run.Id, $"run {run.Id} brought no document", "Name a run that did: kurir show");
        return new TestStepConfig { At = Minute(TimeZoneInfo.ConvertTime(run.StartedAt, pipeline.Zone).DateTime), Exports = exports };
    }

    async Task<GivenConfig> Given(Run run, Export export, Window window, IReadOnlyList<KeptTable> tables, CancellationToken ct)
    {
        Contract? contract = await ledger.FindContract(export.Id, ct);
        if (tables is [var only] && only.Window == window)
        {
            (string file, long? announced) = Save(run, export, contract, only, "", ct);
            return new GivenConfig { Document = file, Window = Days(window), Announced = announced, NoData = only.NoDataText };
        }

        var parts = new List<GivenPartConfig>();
        foreach (KeptTable table in tables)
        {
            (string file, long? announced) = Save(run, export, contract, table, $"-{parts.Count + 1}", ct);
            parts.Add(new GivenPartConfig { Window = Days(table.Window), Document = file, Announced = announced, NoData = table.NoDataText });
        }

        return new GivenConfig { Window = Days(window), Parts = parts };
    }

    (string File, long? Announced) Save(Run run, Export export, Contract? contract, KeptTable table, string part, CancellationToken ct)
    {
        Document document = kept(table) ?? throw new Fault(
            Stage.Read, FaultName.DocumentGone, FaultKind.Stop, $"{export.Id} {table.Window}", $"the document that came in run {run.Id} is kept no more",
            $"Name a later run, or let documents be kept for longer: keep: {pipeline.Keep.Days * 2} days");
        var saved = MaskedTable.Of(document, export, contract, names, ct);
        string name = $"{pipeline.Name}.test/{export.Name}-{run.Id}{part}.{saved.Ending}";
        string path = Path.Combine(folder, name);
        if (File.Exists(path)) throw Refused(name, "there is a file of that name already", $"Remove it first, or name another run than {run.Id}");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using (FileStream stream = File.Create(path)) saved.Write(stream);
        files.Add(name);
        return (name, table.Announced ?? saved.Announced);
    }

    static WindowConfig Days(Window window) => new() { From = window.From, To = window.To };

    static DateTime Minute(DateTime moment) => new(moment.Year, moment.Month, moment.Day, moment.Hour, moment.Minute, 0, DateTimeKind.Unspecified);

    static Fault Refused(string subject, string cause, string remedy) => new(Stage.Configure, FaultName.ConfigurationInvalid, FaultKind.Stop, subject, cause, remedy);
}
