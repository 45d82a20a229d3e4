namespace Kurir;

/// <summary>Counts a table's cells by the day of their rows.</summary>
sealed class DayTally(Contract contract, Export export, Window window)
{
    /// <value>Longer windows are back-fills, whose days are not compared.</value>
    const int MostDays = 35;

    readonly Dictionary<DateOnly, TableFigures> days = [];
    TableFigures? last;
    DateOnly lastDay;

    bool IsDated => contract.Dates.Count > 0;

    public void Count(DateOnly day, Cell[] cells)
    {
        if (window.Days > MostDays || !window.Contains(day)) return;
        if (last is null || day != lastDay)
        {
            lastDay = day;
            if (!days.TryGetValue(day, out last)) days[day] = last = new TableFigures(contract);
        }

        last.Count(cells);
    }

    /// <summary>The window's last day, where it should have rows by now or soon, and has none.</summary>
    public Awaited? Awaited(DateTimeOffset came)
    {
        bool isOpen = IsDated && window.Days <= MostDays && !days.ContainsKey(window.To) && !Closed.Holds(export.Settings.Calendar.Closed, window.To);
        return isOpen && Arrivals.Minutes(window.To, came, export.Zone) is { } minutes ? new Awaited(window.To, minutes) : null;
    }

    /// <summary>The days that were over, those without rows too; where rows have no day, the window if it was.</summary>
    /// <param name="today">When the report came.</param>
    /// <param name="all">Of the whole table.</param>
    public IReadOnlyList<DayFigures> Whole(DateOnly today, TableFigures all)
    {
        if (window.Days > MostDays) return [];
        if (!IsDated) return window.To < today ? [new DayFigures(window.To, all.ToFigures())] : [];
        return [.. Enumerable.Range(0, window.Days).Select(window.From.AddDays)
            .Where(day => day < today && !Closed.Holds(export.Settings.Calendar.Closed, day))
            .Select(day => new DayFigures(day, days.GetValueOrDefault(day)?.ToFigures() ?? new Figures()))];
    }
}
