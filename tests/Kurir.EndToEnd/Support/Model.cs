using System.Globalization;
using Kurir.BackOffice;

namespace Kurir.EndToEnd;

/// <summary>A plain model of what must have arrived: for each key the newest rows that the panel truly had, oldest window first.</summary>
sealed class Model(BackOfficeExport export)
{
    readonly Dictionary<string, List<string>> rows = [];

    /// <summary>Lays the truth of one window over what was known: keys in it are replaced, others stay as they were last seen.</summary>
    public void Overlay(BackOfficeTable truth)
    {
        foreach (var group in truth.Rows.GroupBy(KeyOf)) rows[group.Key] = [.. group.Select(TextOf)];
    }

    /// <summary>Every row as one text, sorted; the running number left out.</summary>
    public IReadOnlyList<string> Rows => [.. rows.Values.SelectMany(same => same).Order(StringComparer.Ordinal)];

    /// <summary>A delivered table in the same form.</summary>
    public IReadOnlyList<string> Of(IEnumerable<string[]> delivered) =>
        [.. delivered.Select(row => Join(row.Where((_, i) => export.Columns[i] != "No"))).Order(StringComparer.Ordinal)];

    string KeyOf(IReadOnlyList<BackOfficeCell> row) => Join(export.Key.Select(key => Canonical(row[export.Columns.ToList().IndexOf(key)])));

    string TextOf(IReadOnlyList<BackOfficeCell> row) => Join(row.Where((_, i) => export.Columns[i] != "No").Select(Canonical));

    static string Join(IEnumerable<string> cells) => string.Join(" | ", cells.Select(Plain));

    /// <summary>Printed money and dates are typed where their column allows it and text where a neighbour ("N/A") forbids it: both are the same here.</summary>
    static string Plain(string cell)
    {
        if (cell.StartsWith("Rp ", StringComparison.Ordinal)) return cell[3..].Replace(".", "", StringComparison.Ordinal);
        if (DateTime.TryParseExact(cell, "dd MMM yyyy HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime time))
            return time.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        return DateTime.TryParseExact(cell.Replace("Desember", "December", StringComparison.Ordinal).Replace("Januari", "January", StringComparison.Ordinal).Replace("Februari", "February", StringComparison.Ordinal), ["dd MMM yyyy", "d MMMM yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day)
            ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : cell.ReplaceLineEndings(" ").Trim();
    }

    static string Canonical(BackOfficeCell cell) => cell.Kind switch
    {
        BackOfficeKind.Integer or BackOfficeKind.Money => cell.Number.ToString("0.############", CultureInfo.InvariantCulture),
        BackOfficeKind.Date => cell.Time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        BackOfficeKind.Moment => cell.Time.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
        _ => cell.Text,
    };
}
