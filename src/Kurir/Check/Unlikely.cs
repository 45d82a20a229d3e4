namespace Kurir;

/// <summary>What was counted of one day, or of the days of a window that ends with it.</summary>
public sealed record DayFigures(DateOnly Day, Figures Figures);

/// <param name="Told">It was unlikely, and nobody has accepted it.</param>
public sealed record CountedDay(DateOnly Day, Figures Figures, bool Told);

/// <summary>A number that is not what it usually is on such a day.</summary>
/// <param name="What"><c>rows</c>; <c>arrival</c> (in minutes since the day began); of a column <c>sum</c>, <c>empty</c> (share of empty cells) or <c>share</c> (of one text, such as a status).</param>
/// <param name="Column">The heading; null for rows.</param>
/// <param name="Text">Of a share: which text.</param>
/// <param name="Value">What it is; shares from 0 to 1.</param>
/// <param name="Low">The least that is usual.</param>
/// <param name="High">The most that is usual.</param>
/// <param name="Severity"><c>low</c>, <c>medium</c> or <c>high</c>, by how far it is off.</param>
public sealed record Unlikely(DateOnly Day, string What, string? Column, string? Text, double Value, double Low, double High, string Severity);

/// <summary>Compares what was counted of a day with the days before: the same weekday, the same part of the month, the level of the last weeks; robustly, by medians.</summary>
public static class UnlikelyNumbers
{
    /// <value>With fewer days nothing is usual yet.</value>
    public const int LeastDays = 8;

    /// <value>Sixteen weeks: long enough for weekdays and parts of a month, short enough to forget.</value>
    public const int MostDays = 112;

    /// <value>Below so many rows, shares are chance.</value>
    const int LeastRows = 10;

    /// <summary>What is unlikely of a day.</summary>
    /// <param name="history">Days before it, in any order.</param>
    /// <param name="now">The day.</param>
    /// <param name="ignored"><c>rows</c>, <c>all</c>, or headings that are not looked at.</param>
    public static IReadOnlyList<Unlikely> In(IReadOnlyList<DayFigures> history, DayFigures now, IReadOnlyList<string> ignored)
    {
        if (history.Count < LeastDays || ignored.Contains("all")) return [];
        var found = new List<Unlikely>();
        if (!ignored.Contains("rows")) Level(history.Select(day => (day.Day, (double?)day.Figures.Rows)), now.Day, now.Figures.Rows, "rows", null, found);
        // With hardly a row left, everything else is off as well: the rows say it.
        if (found.Count > 0 && now.Figures.Rows < LeastRows) return found;
        foreach (var (heading, column) in now.Figures.Columns)
        {
            if (ignored.Any(each => Headings.Same(each, heading))) continue;
            var past = history.Select(day => (day.Day, day.Figures.Rows, Column: day.Figures.Columns.GetValueOrDefault(heading))).Where(day => day.Column is not null).ToList();
            if (past.Count < LeastDays) continue;
            if (column.Sum is { } sum) Level(past.Select(day => (day.Day, (double?)day.Column!.Sum)), now.Day, (double)sum, "sum", heading, found);
            Shares(past.ConvertAll(day => (day.Rows, day.Column!)), now, heading, column, found);
        }

        return found;
    }

    static void Level(IEnumerable<(DateOnly Day, double? Value)> history, DateOnly day, double value, string what, string? heading, List<Unlikely> found)
    {
        var past = history.Where(each => each.Value is not null).Select(each => (each.Day, Value: each.Value!.Value)).ToList();
        if (past.Count < LeastDays) return;
        SeasonalLevel usual = SeasonalLevel.Of(past, day, heading is null);
        if (usual.IsUsual(value)) return;
        found.Add(new Unlikely(day, what, heading, null, value, usual.Low, usual.High, SeverityOf(Math.Abs(value - usual.Middle) / Math.Max(1, Math.Abs(usual.Middle)))));
    }

    static void Shares(List<(long Rows, ColumnFigures Column)> past, DayFigures now, string heading, ColumnFigures column, List<Unlikely> found)
    {
        past = past.FindAll(day => day.Rows >= LeastRows);
        if (now.Figures.Rows < LeastRows || past.Count < LeastDays) return;
        Share("empty", null, past.ConvertAll(day => (double)day.Column.Empty / day.Rows), column.Empty);
        if (column.Values is null || past.Exists(day => day.Column.Values is null && day.Column.Empty < day.Rows)) return;
        foreach (string text in past.SelectMany(day => day.Column.Values?.Keys ?? []).Concat(column.Values.Keys).Distinct(StringComparer.Ordinal).ToList())
            Share("share", text, past.ConvertAll(day => (double)(day.Column.Values?.GetValueOrDefault(text) ?? 0) / day.Rows), column.Values.GetValueOrDefault(text));

        void Share(string what, string? text, List<double> shares, long count)
        {
            double value = (double)count / now.Figures.Rows, middle = Robust.Median(shares);
            double chance = Math.Sqrt(Math.Max(middle * (1 - middle), 0.01) / now.Figures.Rows);
            double reach = Math.Max(LeastShare, Strictness * Math.Max(Robust.Spread(shares, middle), chance));
            if (Math.Abs(value - middle) <= reach) return;
            found.Add(new Unlikely(now.Day, what, heading, text, value, Math.Max(0, middle - reach), Math.Min(1, middle + reach), SeverityOf(Math.Abs(value - middle))));
        }
    }

    /// <value>So many spreads away is no chance any more.</value>
    const double Strictness = 5;

    /// <value>A share that moved by less is nobody's concern.</value>
    const double LeastShare = 0.25;

    static string SeverityOf(double off) => off >= 0.6 ? "high" : off >= 0.35 ? "medium" : "low";
}
