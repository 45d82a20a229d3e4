using System.Globalization;

namespace Kurir.PdfTables;

/// <summary>Adds up the columns that hold nothing but numbers, to compare them with the sums that the document prints.</summary>
sealed class ColumnSums(int columns)
{
    readonly decimal?[] _sums = [.. Enumerable.Repeat<decimal?>(0m, columns)];

    public void Add(PdfRow row)
    {
        for (var c = 0; c < _sums.Length; c++)
        {
            var text = row.Cells[c].Text;
            if (_sums[c] is { } sum && text.Length > 0) _sums[c] = Number(text) is { } n && Math.Abs(sum) < 1e20m ? sum + n : null;
        }
    }

    /// <summary>The columns whose printed sum differs from the rows', with the rows' sum.</summary>
    public IEnumerable<(int Column, decimal Sum)> Differing(PdfRow total)
    {
        for (var c = 0; c < _sums.Length; c++)
        {
            if (_sums[c] is { } sum && sum != 0 && Number(total.Cells[c].Text) is { } stated && stated != sum) yield return (c, sum);
        }
    }

    // "Rp 85.000", "1.234,50", "1,234.50", "(12)": a separator followed by one or two last digits begins the decimals.
    static decimal? Number(string text)
    {
        var digits = new List<char>();
        var decimals = -1;
        var negative = text.StartsWith('-') || text.StartsWith('(');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsAsciiDigit(c)) digits.Add(c);
            else if (c is '.' or ',' && digits.Count > 0 && text.Length - i - 1 is 1 or 2 && text.AsSpan(i + 1).ContainsAnyExceptInRange('0', '9') == false) decimals = digits.Count;
            else if (char.IsLetter(c) && digits.Count > 0) return null;
            else if (c is '/' or ':' or '%') return null;
        }
        if (digits.Count is 0 or > 20 || text.Length > digits.Count * 2 + 8) return null;
        var value = decimal.Parse(new string([.. digits]), CultureInfo.InvariantCulture);
        if (decimals >= 0) value /= (decimal)Math.Pow(10, digits.Count - decimals);
        return negative ? -value : value;
    }
}
