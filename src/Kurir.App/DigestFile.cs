using System.Text;

namespace Kurir.App;

/// <summary>All rows that are new, changed or vanished, one a line, where too many changed or vanished to be named in its result.</summary>
sealed class DigestFile(string folder, ILedger ledger)
{
    /// <value>A panel that changed every row changed none worth reading.</value>
    const int MostLines = 100_000;

    /// <returns>The run with its file; as it was where everything is named.</returns>
    public async Task<Run> Write(Run run, string language, CancellationToken ct)
    {
        ExportRun[] full = [.. run.Exports.Where(export => !run.DryRun && export.Changes is { } changes && Math.Max(changes.Changed, changes.Vanished) > ChangeSet.MaxListed && export.Outcome != Outcome.Held)];
        if (full.Length == 0) return run;
        string file = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, run.Pipeline)).FullName, $"{run.Id}.txt");
        await File.WriteAllLinesAsync(file, full.SelectMany(export => Lines(run, export, new Digest(language))), Encoding.UTF8, ct);
        run = run with { Digest = file };
        await ledger.SaveRun(run, ct);
        return run;
    }

    IEnumerable<string> Lines(Run run, ExportRun export, Digest digest) =>
        ledger.Changes(new ExportId(run.Pipeline, export.Export), run.Id).Where(change => change.Kind != ChangeKind.Added || Digest.NamesNew(export.Changes!)).Take(MostLines).Select(change => digest.Of(export.Export, change));
}
