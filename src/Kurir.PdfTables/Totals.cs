using System.Text.RegularExpressions;

namespace Kurir.PdfTables;

/// <summary>Knows the words that begin a sum.</summary>
static partial class Totals
{
    public static bool IsTotal(IReadOnlyList<PdfCell> cells)
    {
        var first = cells.FirstOrDefault(c => c.Text.Length > 0);
        return first is not null && first.Text.Length <= 40 && cells.Count(c => c.Text.Length > 0) >= 2 && cells.Any(c => c.Text.Length == 0) && Words().IsMatch(first.Text);
    }

    public static bool Begins(TextLine line) => line.Pieces[0].Words.Count <= 5 && Words().IsMatch(line.Pieces[0].Text);

    [GeneratedRegex(@"^\W*((grand|sub|sub-|net|gross|overall|page|report)\s*)?(totals?|jumlah|sum|summe|gesamt\w*|zwischensumme|insgesamt|totaal|totale|total(e|i)?\s+g[ée]n[ée]ral|somme|suma|soma|razem|celkem|összesen|итого|всего|toplam|合計|总计|總計|合计|小計|小计|합계|المجموع|الإجمالي|סה""כ|tổng\s+cộng|รวม)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
