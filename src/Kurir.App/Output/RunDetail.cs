using System.Globalization;
using Spectre.Console;

namespace Kurir.App;

/// <summary>Everything that is known of one export of one run.</summary>
static class RunDetail
{
    public static IEnumerable<string> Lines(ExportRun export)
    {
        foreach (string line in RunText.Lines(export, export.Export.Length)) yield return line;
        if (export.Window is { } window) yield return $"    window     {window}";
        if (export.Parts > 1) yield return $"    parts      {export.Parts}: the panel does not give the window at once";
        if (export.Attempts > 1) yield return $"    attempts   {export.Attempts}";
        if (export.Stages.Count > 0) yield return $"    times      {string.Join(", ", export.Stages.Select(Took))}";
        if (export.Document is { } document) yield return $"    document   {document}";
        if (export.Balance is { } balance) yield return $"    receipt    {Markup.Escape(BalanceText.Sum(balance))}";
        foreach (Change change in export.Changes?.Listed ?? []) yield return $"    {Markup.Escape(Text(change))}";
        foreach (Violation violation in export.Verdict?.Violations ?? []) yield return $"    quarantine {Markup.Escape($"{violation.Rule} at {violation.Origin}: {violation.Text}; {violation.Expected}")}";
        foreach (Receipt receipt in export.Receipts) yield return $"    delivered  {Markup.Escape($"{receipt.Destination}: +{receipt.Added} ~{receipt.Changed} ={receipt.Unchanged}, {(receipt.Verified ? "read back" : "differs")}")}";
        if (export.Evidence is { } evidence) yield return $"    evidence   {Markup.Escape($"{evidence} ({(Directory.Exists(evidence) ? string.Join(", ", Directory.EnumerateFiles(evidence).Select(Path.GetFileName).Order(StringComparer.Ordinal)) : "expired")})")}";
    }

    static string Took(StageTime stage) => string.Create(CultureInfo.InvariantCulture, $"{stage.Stage.ToString().ToLowerInvariant()} {stage.Took.TotalSeconds:0.00} s");

    static string Text(Change change) => change.Kind switch
    {
        ChangeKind.Added => $"+ {change.Key}",
        ChangeKind.Vanished => $"- {change.Key}",
        _ => $"~ {change.Key}: {string.Join(", ", change.Columns.Select(column => $"{column.Heading} {column.Before} -> {column.After}"))}",
    };
}
