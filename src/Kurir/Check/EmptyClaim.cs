namespace Kurir;

/// <summary>Decides whether a table without rows is believed. Zero is a claim: it needs a reason.</summary>
sealed class EmptyClaim(Export export, Part part, Table table, Document? document, Contract? known, ChangeSet counts, long? announced)
{
    readonly string at = export.DefinedAt is { } place ? $" at {place}" : "";

    /// <summary>Why no rows are believed; see <see cref="Verdict.EmptyBecause"/>. Null: they are not.</summary>
    public string? Reason
    {
        get
        {
            if (export.Accepted.Contains(FaultName.SuspiciousEmpty)) return "allowed";
            if (announced > 0) return null;
            if (announced == 0) return "announced";
            if (document?.NoDataText is not null) return "no-data";
            if (export.Settings.Rows.Min == 0) return "allowed";
            if (part.IsHalf) return "part";
            return counts.Expected > 0 ? null : Unexpected;
        }
    }

    /// <summary>Weaker reasons: they do not stand against rows that are known to be there.</summary>
    string? Unexpected =>
        table.Totals.Any(row => row.Cells.Any(cell => cell.Type == CellType.Text && PanelText.NoData(cell.Text) is not null)) ? "no-data"
        : Closed.Covers(export.Settings.Calendar.Closed, part.Window) ? "closed"
        : NothingKnown ? null
        : counts.QuietBefore >= ChangeSet.EnoughQuiet ? "history"
        : IsTooEarly ? "not-over"
        : null;

    public Hold Hold()
    {
        if (announced > 0)
            return Empty($"the panel announced {announced} rows, and the document holds none", "Run it again; if it stays so, look at the report in the panel.");
        string remedy = $"Look at the report in the panel. If no rows are nothing unusual, set `rows: {{ min: 0 }}`, or for days without business `calendar: [{part.Window.From.DayOfWeek.ToString().ToLowerInvariant()}]`{at}; to believe it this once: kurir accept {export.Pipeline} {export.Name}";
        if (counts.Expected > 0) return Empty($"no rows came, and {counts.Expected} are known for {part.Window}", remedy);
        return NothingKnown
            ? Empty("the very first table has no rows, and nothing says that this is right", remedy)
            : Empty($"no rows came for {part.Window}, and neither the panel nor the days before say that this is right", remedy);
    }

    bool NothingKnown => known is null || known.Columns.All(column => column.Type == CellType.Empty);

    /// <summary>All of the window lies in a day that had only begun: the day is asked for again when it is over.</summary>
    bool IsTooEarly => document is not null && DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(document.FetchedAt, export.Zone).DateTime) <= part.Window.From;

    static Hold Empty(string cause, string remedy) => new(FaultName.SuspiciousEmpty, cause, remedy);
}
