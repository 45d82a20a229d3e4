using System.Globalization;

namespace Kurir.BackOffice;

/// <summary>What <see cref="BackOfficeFaultGroup.Rows"/> faults make of a report.</summary>
static class RowFaults
{
    static readonly string[] s_noDates = ["31 Feb 2026", "0000-00-00", "-"];

    public static Paper AllDates(RowsAtFault at) => at.Paper with { Rows = at.Other(DateOnly.MinValue, DateOnly.MaxValue) };

    public static Paper DaysBefore(RowsAtFault at)
    {
        if (at.From == DateOnly.MinValue) return at.Paper; // a list without a filter has no days before
        var days = Math.Min(at.To.DayNumber - at.From.DayNumber + 1, at.From.DayNumber);
        return at.Paper with { Rows = at.Other(at.From.AddDays(-days), at.From.AddDays(-1)) };
    }

    public static Paper HeaderOnly(RowsAtFault at) => at.Paper with { Rows = [] };

    public static Paper NoData(RowsAtFault at) => at.Paper with
    {
        Rows = [[new("Tidak ada data yang ditemukan"), .. Enumerable.Repeat(new BackOfficeCell(""), at.Paper.Columns.Count - 1)]],
    };

    public static Paper DropLast(RowsAtFault at) => at.Paper with { Rows = [.. at.Paper.Rows.SkipLast(3)] };

    public static Func<RowsAtFault, Paper> Cap(int count) => at => at.Paper with { Rows = [.. at.Paper.Rows.Take(count)] };

    public static Paper Vanish(RowsAtFault at) => at.Paper with { Rows = [.. at.Paper.Rows.Where((_, i) => i % 20 != 0)] };

    public static Paper Late(RowsAtFault at)
    {
        var today = at.To < at.Today ? 0 : at.Other(at.Today, at.Today).Count;
        return at.Paper with { Rows = [.. at.Paper.Rows.Where((_, i) => i >= today || i % 3 != 0)] };
    }

    public static Paper NewIds(RowsAtFault at)
    {
        var keys = at.Export.Key.Where(name => name != at.Export.DateColumn).Select(at.Column).Where(i => i >= 0).ToArray();
        return at.Paper.With(row => Changed(row, keys, cell =>
            cell.Kind == BackOfficeKind.Text && cell.Text.Length > 0 ? new("9" + cell.Text) : cell));
    }

    public static Paper DuplicateKeys(RowsAtFault at)
    {
        var free = Enumerable.Range(0, at.Paper.Columns.Count).Last(i => !at.Export.Key.Contains(at.Paper.Columns[i]));
        return at.Paper with { Rows = [.. at.Paper.Rows, .. at.Paper.Rows.Take(2).Select(row => Changed(row, [free], _ => new("BERBEDA")))] };
    }

    public static Paper Statuses(RowsAtFault at)
    {
        var status = at.Export.StatusColumn is null ? -1 : at.Column(at.Export.StatusColumn);
        return status < 0 ? at.Paper : at.Paper.With(row => Changed(row, [status], _ => new("DITINJAU")));
    }

    public static Paper BadDates(RowsAtFault at)
    {
        var (date, i) = (at.Column(at.Export.DateColumn), 0);
        return date < 0 ? at.Paper : at.Paper.With(row => i++ % 5 == 0 ? Changed(row, [date], _ => new(s_noDates[i / 5 % 3])) : row);
    }

    public static Paper Numbers(RowsAtFault at) => at.Paper.With(row => [.. row.Select(cell =>
        cell.Kind == BackOfficeKind.Text && cell.Text.Length > 0 && cell.Text.All(char.IsAsciiDigit) ? Careless(cell.Text) : cell)]);

    static BackOfficeCell Careless(string digits)
    {
        var number = (decimal)double.Parse(digits, CultureInfo.InvariantCulture);
        return new(number.ToString(CultureInfo.InvariantCulture), BackOfficeKind.Integer, number);
    }

    public static Paper Errors(RowsAtFault at)
    {
        var i = 0;
        return at.Paper.With(row => i++ % 7 == 0 ? [.. row[..^1], new("#N/A", BackOfficeKind.Error)] : row);
    }

    public static Paper Reorder(RowsAtFault at) => at.Paper with
    {
        Headings = [.. at.Paper.Headings.Select(heading => (IReadOnlyList<string>)[.. heading.Reverse()])],
        Rows = [.. at.Paper.Rows.Select(row => row.Reverse().ToArray())],
    };

    public static Paper RenameLast(RowsAtFault at) =>
        Renamed(at.Paper, at.Paper.Columns.Last(name => !at.Export.Key.Contains(name)));

    public static Paper RenameKey(RowsAtFault at) => Renamed(at.Paper, at.Export.Key[0]);

    static Paper Renamed(Paper paper, string column) => paper with
    {
        Headings = [.. paper.Headings.Select(heading => (IReadOnlyList<string>)[.. heading.Select(name => name == column ? "Kolom Baru" : name)])],
    };

    public static Paper DropKey(RowsAtFault at)
    {
        var key = at.Column(at.Export.Key[0]);
        return key < 0 ? at.Paper : at.Paper with
        {
            Headings = [.. at.Paper.Headings.Select(heading => (IReadOnlyList<string>)[.. heading.Where((_, i) => i != key)])],
            Rows = [.. at.Paper.Rows.Select(row => row.Where((_, i) => i != key).ToArray())],
        };
    }

    public static Paper AddColumn(RowsAtFault at) => at.Paper with
    {
        Headings = [.. at.Paper.Headings.Select(heading => (IReadOnlyList<string>)[heading[0], "Diperbarui Oleh", .. heading.Skip(1)])],
        Rows = [.. at.Paper.Rows.Select(row => (BackOfficeCell[])[row[0], new("sistem"), .. row[1..]])],
    };

    public static Paper TotalsOfMore(RowsAtFault at)
    {
        var rows = Totals(at).Rows;
        return at.Paper with { Rows = [.. rows.SkipLast(4), rows[^1]] };
    }

    public static Paper Totals(RowsAtFault at)
    {
        var columns = Enumerable.Range(0, at.Paper.Columns.Count);
        var totals = columns.Select(i => Sum(at.Paper.Rows.Where(row => i < row.Length).Select(row => row[i]))).ToArray();
        totals[0] = new("TOTAL");
        return at.Paper with { Rows = [.. at.Paper.Rows, totals] };
    }

    static BackOfficeCell Sum(IEnumerable<BackOfficeCell> cells)
    {
        var numbers = cells.Where(cell => cell.Kind is BackOfficeKind.Integer or BackOfficeKind.Money).ToList();
        var sum = numbers.Sum(cell => cell.Number);
        return numbers.Count == 0 ? new("") : numbers[0].Kind == BackOfficeKind.Money ? BackOfficeCell.Money(sum) : BackOfficeCell.Integer(sum);
    }

    public static Paper Titles(RowsAtFault at) => at.Paper with { Lead = ["PENSIL BIRU", at.Paper.Title, at.Paper.Subtitle] };

    public static Paper TwoRows(RowsAtFault at) => at.Paper with
    {
        Headings = [[.. at.Paper.Columns.Select((_, i) => i == 0 ? "Data" : i == at.Paper.Columns.Count / 2 ? "Rincian" : "")], at.Paper.Columns],
    };

    static BackOfficeCell[] Changed(BackOfficeCell[] row, int[] columns, Func<BackOfficeCell, BackOfficeCell> change) =>
        [.. row.Select((cell, i) => columns.Contains(i) ? change(cell) : cell)];
}
