using System.Collections.Concurrent;

namespace Kurir.BackOffice;

/// <summary>
/// Everything that the shop ever recorded, made up day by day when first asked for: the first answer never waits for a year of history.
/// </summary>
sealed class Archive(int seed, int rowsPerDay, DateOnly firstDay)
{
    readonly ConcurrentDictionary<(string Export, DateOnly Day), Entry[]> _days = new();
    readonly Journal _journal = new(seed, rowsPerDay);

    /// <summary>The rows between two days, both included, as they stood on a third.</summary>
    public List<BackOfficeCell[]> Rows(BackOfficeExport export, DateOnly from, DateOnly to, DateOnly asOf)
    {
        var rows = new List<BackOfficeCell[]>();
        var first = from < firstDay ? firstDay : from;
        for (var day = to < asOf ? to : asOf; day >= first; day = day.AddDays(-1))
            foreach (var entry in Day(export, day))
                if (entry.Appears <= asOf) rows.Add(entry.AsOf(asOf));
        if (export == BackOfficeExport.PembayaranKoin) Number(rows);
        return rows;
    }

    Entry[] Day(BackOfficeExport export, DateOnly day) => _days.GetOrAdd((export.Name, day), _ =>
        [.. _journal.Day(export, day).OrderByDescending(entry => entry.At)]);

    static void Number(List<BackOfficeCell[]> rows)
    {
        for (var i = 0; i < rows.Count; i++) rows[i] = [BackOfficeCell.Integer(i + 1), .. rows[i][1..]];
    }
}
