using System.Globalization;
using System.Text.RegularExpressions;

namespace Kurir.PdfTables;

/// <summary>Finds the lines around tables that state how many rows there are.</summary>
static partial class Announcements
{
    public static IEnumerable<(string Text, long Count)> Find(IEnumerable<TextLine> lines)
    {
        foreach (var line in lines)
        {
            if (line.Parts > 12) continue;
            string[] texts = line.Parts > 1 ? [line.Text, .. line.PartTexts] : [line.Text];
            foreach (var text in texts)
            {
                if (In(text) is not { } count) continue;
                yield return (text, count);
                break;
            }
        }
    }

    static long? In(string text)
    {
        if (text.Length > 200) return null;
        var match = Named().Match(text);
        if (!match.Success) match = OutOf().Match(text);
        if (!match.Success) match = Leading().Match(text);
        return match.Success ? Count(match.Groups["n"].Value) : null;
    }

    static long? Count(string digits) =>
        long.TryParse(digits.Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;

    const string Things = "(data|baris|rows?|records?|entri|entries|items?|lines?|transaksi|transactions?|zeilen|einträge|datensätze|lignes|filas|registros|rijen)";

    [GeneratedRegex(@"\b(jumlah|total|banyak(nya)?|count|number|anzahl|nombre|número)\s+(of\s+|de\s+|der\s+)?" + Things + @"\s*[:=]?\s*(?<n>\d{1,3}([.,]\d{3})+|\d+)(?=\s*$|[\s|;,]+\p{L}[\p{L} ]{0,30}:)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Named();

    [GeneratedRegex(@"\b(of|dari|von|sur|de|van)\s+(?<n>\d{1,3}([.,]\d{3})+|\d+)\s+" + Things + @"\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OutOf();

    [GeneratedRegex(@"^\W*(total\s*:?\s*)?(?<n>\d{1,3}([.,]\d{3})+|\d+)\s+" + Things + @"\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Leading();
}
