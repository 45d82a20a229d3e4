using System.Globalization;
using System.Text;
using Spectre.Console;

namespace Kurir.App;

/// <summary>A run as people read it: one line an export, and for what failed what was seen and what to do.</summary>
static class RunText
{
    public static string Heading(Run run, TimeZoneInfo zone)
    {
        DateTimeOffset start = TimeZoneInfo.ConvertTime(run.StartedAt, zone);
        string when = start.ToString("d MMM yyyy HH:mm", CultureInfo.InvariantCulture);
        string dry = run.DryRun ? "   dry run: nothing is kept or delivered" : "";
        return $"[bold]{Markup.Escape(run.Pipeline)}[/]   {when} {Markup.Escape(zone.Id)}   run {run.Id}{dry}";
    }

    /// <param name="export">The export's result.</param>
    /// <param name="width">Of the longest export name.</param>
    public static IEnumerable<string> Lines(ExportRun export, int width)
    {
        string name = Markup.Escape(export.Export.PadRight(width));
        string time = Seconds(export).PadLeft(7);
        yield return $"  {name}  {Numbers(export)}  {StateOf(export)}  [grey]{time}[/]";
        string indent = new(' ', width + 4);
        foreach (string line in Explanations(export)) yield return indent + line;
    }

    public static string Summary(Run run)
    {
        int done = run.Exports.Count(export => export.Outcome is Outcome.Proven or Outcome.Empty);
        var others = run.Exports
            .Where(export => export.Outcome is not (Outcome.Proven or Outcome.Empty))
            .GroupBy(export => export.Outcome)
            .Select(group => $"{group.Count()} {Word(group.Key)}");
        string[] parts = [$"{done} of {run.Exports.Count} exports done", .. others];
        ExportRun? first = run.Exports.FirstOrDefault(export => export.Outcome is not (Outcome.Proven or Outcome.Empty));
        string more = first is null ? "" : $" More: kurir show {run.Id} {first.Export}";
        return Markup.Escape($"{string.Join(", ", parts)}.{more}");
    }

    public static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Proven => "proven",
        Outcome.Empty => "empty",
        Outcome.Partial => "partial",
        Outcome.Undelivered => "recorded, not delivered",
        Outcome.Held => "held",
        Outcome.Failed => "failed",
        _ => "interrupted",
    };

    static string Numbers(ExportRun export)
    {
        if (export.Verdict is not { } verdict) return Pad(export.Receipts.Count == 0 ? "" : Delivered(export), 34);
        string rows = $"{Count(verdict.Rows),7} {(verdict.Rows == 1 ? "row " : "rows")}";
        return Pad($"{rows}   {Changes(export)}", 34);
    }

    static string Delivered(ExportRun export) =>
        $"+{Count(export.Receipts.Sum(receipt => receipt.Added))}  ~{Count(export.Receipts.Sum(receipt => receipt.Changed))}";

    static string Changes(ExportRun export)
    {
        if (export.Outcome == Outcome.Held || export.Changes is not { } changes) return "";
        if (changes.IsEmpty && changes.Vanished == 0 && changes.Quarantined == 0) return changes.Total == 0 ? "" : "no change";
        var text = new StringBuilder();
        Append(text, '+', changes.Added);
        Append(text, '~', changes.Changed);
        Append(text, '=', changes.Unchanged + changes.Repeated);
        Append(text, '!', changes.Quarantined);
        Append(text, '-', changes.Vanished);
        return text.ToString().TrimEnd();
    }

    static void Append(StringBuilder text, char sign, long count)
    {
        if (count > 0) text.Append(sign).Append(Count(count)).Append("  ");
    }

    static string StateOf(ExportRun export)
    {
        string delivered = export.Receipts.Count > 0 && export.Outcome is Outcome.Proven or Outcome.Partial && export.Receipts.Count > 0 ? ", delivered" : "";
        string text = (Word(export.Outcome) + delivered).PadRight(23);
        return export.Outcome switch
        {
            Outcome.Proven or Outcome.Empty => $"[green]{text}[/]",
            Outcome.Partial or Outcome.Undelivered or Outcome.Interrupted => $"[yellow]{text}[/]",
            _ => $"[red]{text}[/]",
        };
    }

    static IEnumerable<string> Explanations(ExportRun export)
    {
        foreach (Hold hold in export.Verdict?.Holds ?? [])
        {
            yield return $"[red]{Fault.CodeOf(hold.Name)}[/]: {Markup.Escape(hold.Cause)}";
            yield return $"[grey]{Markup.Escape($"{hold.Remedy.TrimEnd('.')}. More: {FaultRecord.ToExplain(Fault.CodeOf(hold.Name))}")}[/]";
        }

        foreach (string difference in export.Balance is { } balance ? BalanceText.Differences(balance) : []) yield return $"[yellow]{Markup.Escape(difference)}[/]";
        foreach (Unlikely unlikely in export.Unlikely) yield return $"[yellow]{Markup.Escape(BalanceText.Of(unlikely))}[/]";
        if (export.Verdict?.EmptyBecause is { } reason && export.Outcome == Outcome.Empty) yield return $"[grey]no rows: {Why(reason)}[/]";
        foreach (Violation violation in (export.Verdict?.Violations ?? []).Take(3))
            yield return $"[yellow]{violation.Rule}[/]: {Markup.Escape($"{violation.Origin}: {violation.Text}; {violation.Expected}")}";
        if (export.LookBack is { } back) yield return $"[grey]{LateText.Of(back)}[/]";
        foreach (string remark in export.Verdict?.Remarks ?? []) yield return $"[grey]{Markup.Escape(remark)}[/]";
        foreach (Repair repair in export.Repairs)
        {
            yield return $"[yellow]the page has changed[/]: {Markup.Escape($"'{repair.Was}' is gone; '{repair.Use}' was used, and the rows prove to be the report's")}";
            yield return $"[grey]{Markup.Escape($"Write {repair.Setting}: {repair.Use}{(repair.At is null ? "" : $" at {repair.At}")}")}[/]";
        }

        foreach (string line in export.Receipts.SelectMany(About)) yield return line;
        if (export.Fault is { } fault)
        {
            yield return $"[red]{fault.Code}[/]: {Markup.Escape($"{fault.Subject}: {fault.Cause}")}";
            yield return $"[grey]{Markup.Escape($"{fault.Remedy.TrimEnd('.')}. More: {fault.More}")}[/]";
        }
    }

    static string Why(string reason) => reason switch
    {
        "announced" or "no-data" => "the panel says so itself",
        "closed" => "a day without business",
        "allowed" => "`rows: { min: 0 }` allows it",
        "history" => "there never are any on these weekdays",
        "not-over" => "the day has only begun; it is asked for again",
        _ => reason,
    };

    static IEnumerable<string> About(Receipt receipt)
    {
        if (receipt.NewColumns.Count > 0) yield return $"[grey]{Markup.Escape($"{receipt.Destination}: new columns {string.Join(", ", receipt.NewColumns)}")}[/]";
        if (receipt.Removed > 0) yield return $"[grey]{Markup.Escape($"{receipt.Destination}: {receipt.Removed} rows removed that the report no longer holds")}[/]";
        if (receipt.RemovedByPeople > 0) yield return $"[grey]{Markup.Escape($"{receipt.Destination}: {receipt.RemovedByPeople} rows that people removed stay removed")}[/]";
        foreach (string remark in receipt.Remarks) yield return $"[grey]{Markup.Escape($"{receipt.Destination}: {remark}")}[/]";
        foreach (Mismatch mismatch in receipt.Mismatches.Take(3))
            yield return $"[red]{Markup.Escape($"{receipt.Destination}: {mismatch.Cell} holds '{mismatch.Found}', not '{mismatch.Expected}'")}[/]";
    }

    static string Seconds(ExportRun export) =>
        string.Create(CultureInfo.InvariantCulture, $"{export.Stages.Sum(stage => stage.Took.TotalSeconds):0.0} s");

    static string Count(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    static string Pad(string text, int width) => Markup.Escape(text.PadRight(width));
}
