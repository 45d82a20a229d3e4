using System.Globalization;

namespace Kurir;

/// <summary>What people are told of a run, in one language. Texts hold no cell of any table, unless the pipeline asks for it: a group chat is no place for customers' data.</summary>
/// <param name="language"><c>en</c> or <c>id</c>.</param>
/// <param name="zone">In which times are told.</param>
/// <param name="rows">What is told of single rows: <c>off</c>, <c>keys</c>, <c>rows</c>.</param>
public sealed class NoticeTexts(string language, TimeZoneInfo zone, string rows = "off")
{
    readonly NoticeTemplates templates = NoticeTemplates.Of(language);

    public string Started(Run run, IReadOnlyList<string> exports) => Fill("run_started", new()
    {
        ["pipeline"] = run.Pipeline,
        ["when"] = When(run.StartedAt),
        ["mode"] = templates.Word(run.Mode is "deliver" or "accept" ? "mode_deliver" : "mode_run"),
        ["count"] = templates.Number(exports.Count),
        ["exports"] = string.Join(", ", exports),
    });

    /// <summary>An attempt that failed and is followed by another.</summary>
    public string AttemptFailed(Run run, string export, int attempt, FaultRecord fault, TimeSpan pause) => Fill("attempt_failed", new()
    {
        ["pipeline"] = run.Pipeline,
        ["export"] = export,
        ["attempt"] = templates.Number(attempt),
        ["most"] = templates.Number(Attempts.Most),
        ["what"] = What(fault.Code),
        ["cause"] = fault.Cause,
        ["pause"] = templates.Time(pause),
    });

    /// <summary>How one export ended, well or not.</summary>
    public string Ended(Run run, ExportRun export) => Fill(SectionOf(export, "export_"), ValuesOf(run, export));

    public string Recovered(Run run, ExportRun export) => Fill("recovered", ValuesOf(run, export));

    public string SessionEnds(string pipeline, DateTimeOffset at) => Fill("session_ends", new() { ["pipeline"] = pipeline, ["when"] = When(at) });

    public string SystemError(string pipeline, FaultRecord fault) => Fill("system_error", new()
    {
        ["pipeline"] = pipeline,
        ["what"] = What(fault.Code),
        ["cause"] = fault.Cause,
        ["remedy"] = Remedy(fault.Code, fault.Remedy),
    });

    public string Summary(Run run)
    {
        int done = run.Exports.Count(Succeeded);
        return Fill("run_summary", new()
        {
            ["pipeline"] = run.Pipeline,
            ["run"] = run.Id,
            ["icon"] = run.Succeeded ? "✅" : done > 0 ? "⚠️" : "❌",
            ["status"] = templates.Word(run.Succeeded ? "status_all" : done > 0 ? "status_some" : "status_none"),
            ["count"] = templates.Number(run.Exports.Count),
            ["done"] = templates.Number(done),
            ["rows"] = templates.Number(run.Exports.Sum(RowsOf)),
            ["added"] = templates.Number(run.Exports.Sum(export => export.Changes?.Added ?? 0)),
            ["changed"] = templates.Number(run.Exports.Sum(export => export.Changes?.Changed ?? 0)),
            ["time"] = templates.Time((run.EndedAt ?? run.StartedAt) - run.StartedAt),
            ["lines"] = string.Join('\n', run.Exports.Select(export => Fill(SectionOf(export, "summary_"), ValuesOf(run, export)))),
        });
    }

    string When(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " " + zone.Id;

    /// <summary>Whether an export failed as it did when people were told before.</summary>
    public bool SaysNothingNew(ExportRun told, ExportRun export) =>
        told.Outcome == export.Outcome && TroubleOf(told).Code == TroubleOf(export).Code
        && (export.Outcome != Outcome.Partial || (rows == "off" && Differing(told) == Differing(export)));

    string Differing(ExportRun export) => string.Join('\n', (export.Balance?.Differences ?? []).Select(Differs));

    public static bool Succeeded(ExportRun export) => export.Outcome is Outcome.Proven or Outcome.Empty;

    static string SectionOf(ExportRun export, string prefix) => prefix + (export.Outcome switch
    {
        Outcome.Proven => "done",
        Outcome.Empty => "empty",
        Outcome.Partial => "partial",
        Outcome.Undelivered => "undelivered",
        Outcome.Held => "held",
        Outcome.Interrupted when prefix == "summary_" => "interrupted",
        _ => "failed",
    });

    Dictionary<string, string> ValuesOf(Run run, ExportRun export)
    {
        var (code, cause, remedy) = TroubleOf(export);
        return new()
        {
            ["pipeline"] = run.Pipeline,
            ["run"] = run.Id,
            ["export"] = export.Export,
            ["window"] = export.Window?.ToString().Replace("..", " – ", StringComparison.Ordinal) ?? "",
            ["rows"] = templates.Number(RowsOf(export)),
            ["added"] = templates.Number(export.Changes?.Added ?? 0),
            ["changed"] = templates.Number(export.Changes?.Changed ?? 0),
            ["digest"] = rows == "off" ? "" : string.Join('\n', new Digest(language, withCells: rows == "rows").Of(export).Concat(Concerned(export))),
            ["unlikely"] = string.Join('\n', export.Unlikely.Where(each => each.Severity != "low").Select(Odd).Distinct(StringComparer.Ordinal)),
            ["why"] = templates.Sections.GetValueOrDefault("empty_" + (export.Verdict?.EmptyBecause ?? "announced").Replace('-', '_')) ?? "",
            ["differences"] = Differing(export),
            ["time"] = templates.Time(export.Stages.Aggregate(TimeSpan.Zero, (sum, stage) => sum + stage.Took)),
            ["attempt"] = templates.Number(Math.Max(1, export.Attempts)),
            ["most"] = templates.Number(Attempts.Most),
            ["what"] = What(code),
            ["cause"] = cause,
            ["remedy"] = Remedy(code, remedy),
            ["explain"] = FaultRecord.ToExplain(code),
            ["repair"] = string.Join(", ", export.Repairs.Select(repair => repair.ToString())),
        };
    }

    /// <summary>What to do in the reader's language, then the fault's own remedy: exact, with names and commands, in English.</summary>
    string Remedy(string code, string remedy) => Fill("remedy", new()
    {
        ["fix"] = templates.Sections.GetValueOrDefault("fix_" + code.Replace('-', '_')) ?? "",
        ["remedy"] = remedy,
    });

    /// <summary>What went wrong, as the export's record says it.</summary>
    static (string Code, string Cause, string Remedy) TroubleOf(ExportRun export)
    {
        if (export.Fault is { } fault) return (fault.Code, fault.Cause, fault.Remedy);
        if (export.Verdict?.Holds is [var hold, ..]) return (Fault.CodeOf(hold.Name), hold.Cause, hold.Remedy);
        return export.Receipts.FirstOrDefault(receipt => !receipt.Verified) is { } differs
            ? (Fault.CodeOf(FaultName.ReadBackDiffers), differs.Destination, "")
            : (Fault.CodeOf(export.Outcome == Outcome.Interrupted ? FaultName.Interrupted : FaultName.Unexpected), "", "");
    }

    static long RowsOf(ExportRun export) => export.Verdict?.Rows ?? 0;

    /// <summary>One thing that does not add up; one that only a later version knows, by its name.</summary>
    string Differs(Difference difference)
    {
        string section = "differs_" + difference.Name.Replace('-', '_');
        return templates.Sections.ContainsKey(section)
            ? Fill(section, new() { ["count"] = templates.Number(difference.Count), ["against"] = Against(difference) })
            : difference.Name;
    }

    static IEnumerable<string> Concerned(ExportRun export) =>
        (export.Balance?.Differences ?? []).Where(difference => difference.Keys.Count > 0).Select(difference => string.Join("; ", difference.Keys));

    string Odd(Unlikely unlikely)
    {
        string Number(double number) => unlikely.What == "arrival" ? Arrivals.Clock(number) : templates.Number((long)Math.Round(unlikely.What is "rows" or "sum" ? number : number * 100));
        return Fill("unlikely_" + unlikely.What, new()
        {
            ["day"] = unlikely.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["column"] = unlikely.Column ?? "",
            ["value"] = Number(unlikely.Value),
            ["low"] = Number(unlikely.Low),
            ["high"] = Number(unlikely.High),
        });
    }

    string Against(Difference difference) =>
        long.TryParse(difference.Against, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? templates.Number(number) : difference.Against ?? "";

    /// <summary>A fault's name in the language; a code of a later version as it is.</summary>
    string What(string code) => templates.Sections.GetValueOrDefault(code.Replace('-', '_')) ?? code;

    string Fill(string section, Dictionary<string, string> values) => templates.Fill(section, values);
}
