using System.Globalization;

namespace Kurir.BackOffice;

/// <summary>What a browser asked of a report.</summary>
sealed record Asked(DateOnly From, DateOnly To, string Branch = "", string Name = "", string Type = "");

/// <summary>A report with what faults made of it.</summary>
/// <param name="Announced">The number of rows that the panel says there are.</param>
sealed record Report(Paper Paper, int Announced);

/// <summary>Makes reports out of what is recorded, and lets faults spoil them.</summary>
sealed class Reports(BackOfficePanel panel)
{
    public Report Make(BackOfficeExport export, Asked asked)
    {
        var rows = Rows(export, asked, asked.From, asked.To);
        var paper = new Paper(export.Title, Subtitle(asked, rows.Count), [], [export.Columns], rows);
        var announced = rows.Count;
        foreach (var fault in panel.Faults.Strike(BackOfficeFaultGroup.Rows, export))
        {
            paper = fault.Rows!(new RowsAtFault(paper, export, asked.From, asked.To, panel.Clock.Today, (from, to) => Rows(export, asked, from, to)));
            if (!fault.AnnouncesTruth) announced = fault == KnownFault.NoData ? 0 : paper.Rows.Count;
        }
        return new Report(paper with { Subtitle = Subtitle(asked, announced) }, announced);
    }

    List<BackOfficeCell[]> Rows(BackOfficeExport export, Asked asked, DateOnly from, DateOnly to)
    {
        var rows = panel.Rows(export, from, to);
        Keep(rows, export.Column("Cabang"), text => asked.Branch.Length == 0 || text == asked.Branch);
        Keep(rows, export.Column("Nama"), text => text.Contains(asked.Name, StringComparison.OrdinalIgnoreCase));
        Keep(rows, export.Column("Tipe"), text => asked.Type.Length == 0 || text == asked.Type);
        return rows;
    }

    static void Keep(List<BackOfficeCell[]> rows, int column, Predicate<string> wanted)
    {
        if (column >= 0) rows.RemoveAll(row => !wanted(row[column].Text));
    }

    string Subtitle(Asked asked, int count)
    {
        var (first, last) = (asked.From == DateOnly.MinValue ? "awal" : Day(asked.From), asked.To == DateOnly.MaxValue ? "sekarang" : Day(asked.To));
        var branch = asked.Branch.Length == 0 ? "Semua" : asked.Branch;
        return $"Periode: {first} s/d {last}    Cabang: {branch}    Jumlah data: {Count(count)}    Dicetak: {Day(panel.Clock.Today)}";
    }

    static string Day(DateOnly day) => day.ToString("dd MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>With dots between thousands, as pages announce it.</summary>
    public static string Count(int number) => BackOfficeCell.Integer(number).Text;
}
