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
        const int MostDigits = 20;
        Span<char> digits = stackalloc char[MostDigits];
        var count = 0;
        var decimals = -1;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsAsciiDigit(c))
            {
                if (count == MostDigits) return null;
                digits[count++] = c;
            }
            else if (c is '.' or ',' && count > 0 && text.Length - i - 1 is 1 or 2 && !text.AsSpan(i + 1).ContainsAnyExceptInRange('0', '9')) decimals = count;
            else if (char.IsLetter(c) && count > 0) return null;
            else if (c is '/' or ':' or '%') return null;
        }
        if (count == 0 || text.Length > count * 2 + 8) return null;
        var value = decimal.Parse(digits[..count], CultureInfo.InvariantCulture);
        if (decimals >= 0) value /= (decimal)Math.Pow(10, count - decimals);
        return text[0] is '-' or '(' ? -value : value;
    }
}
