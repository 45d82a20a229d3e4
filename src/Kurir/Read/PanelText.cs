using System.Globalization;
using System.Text.RegularExpressions;

namespace Kurir;

/// <summary>What a panel says of its rows in words, in English and Indonesian: how many there are, or that there are none.</summary>
public static partial class PanelText
{
    const int LongestNoData = 120;

    /// <summary>Finds <c>Showing 1 to 10 of 1,734 entries</c>, <c>Menampilkan 1 sampai 10 dari 1.734 data</c> and their like; null where nothing of the
    /// kind is said. Of a filtered list the filtered number counts.</summary>
    public static AnnouncedRows? Announced(string pageText)
    {
        if (Range().Match(pageText) is { Success: true } range)
            return new AnnouncedRows(Number(range, "from"), Number(range, "to"), Number(range, "total") ?? 0);
        if (TotalFirst().Match(pageText) is { Success: true } first)
            return new AnnouncedRows(Number(first, "from"), Number(first, "to"), Number(first, "total") ?? 0);
        return TotalOnly().Match(pageText) is { Success: true } only ? new AnnouncedRows(null, null, Number(only, "total") ?? 0) : null;
    }

    /// <summary>The page's own words for "no data", which fill a line or a cell of their own; null where it has none.</summary>
    public static string? NoData(string pageText)
    {
        foreach (var line in pageText.AsSpan().EnumerateLines())
        {
            var text = line.Trim();
            if (text.Length is > 0 and <= LongestNoData && NoDataLine().IsMatch(text)) return text.ToString();
        }

        return null;
    }

    static long? Number(Match match, string group)
    {
        string digits = string.Concat(match.Groups[group].Value.Where(char.IsAsciiDigit));
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
    }

    // Every repetition has a limit, so that a hostile text costs no more than its length.
    const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    const string Gap = @"\s{0,8}";
    const string Digits = @"\d{1,3}(?:[.,\u00A0\u202F ]\d{3}){1,5}|\d{1,18}";
    const string Rows = @"entries|entry|results?|records?|rows?|items?|data|entri|baris|hasil|catatan|transaksi|transactions|orders|users";

    [GeneratedRegex(@"\b(?:showing|displaying|viewing|menampilkan|tampil|ditampilkan|data|records?|rows?|items?)?:?" + Gap + @"\b(?<from>" + Digits + @")" + Gap
        + @"(?:to|through|sampai(?: dengan)?|hingga|s/d|-|–|—)" + Gap + @"(?<to>" + Digits + @")" + Gap + @"(?:of|dari|out of|/)" + Gap
        + @"(?:about |sekitar |total )?(?<total>" + Digits + @")\b", Options)]
    private static partial Regex Range();

    [GeneratedRegex(@"\b(?:total|jumlah)" + Gap + @"(?:of" + Gap + @")?:?" + Gap + @"(?<total>" + Digits + @")" + Gap + @"(?:" + Rows + @")?" + Gap
        + @"[,(]" + Gap + @"(?:showing|menampilkan|displaying)" + Gap + @"(?<from>" + Digits + @")" + Gap + @"(?:to|sampai|hingga|-|–)" + Gap + @"(?<to>" + Digits + @")", Options)]
    private static partial Regex TotalFirst();

    [GeneratedRegex(@"\b(?:(?:showing|displaying|menampilkan)" + Gap + @"(?:all|semua)?" + Gap + @"(?<total>" + Digits + @")" + Gap + @"(?:" + Rows + @")\b"
        + @"|(?:total|jumlah)" + Gap + @"(?:" + Rows + @")" + Gap + @":?" + Gap + @"(?<total>" + Digits + @")\b|\btotal" + Gap + @":?" + Gap + @"(?<total>" + Digits + @")" + Gap + @"(?:" + Rows + @")\b"
        + @"|(?<total>" + Digits + @")" + Gap + @"(?:records?|results?|entries|rows|entri)" + Gap + @"(?:found|ditemukan)\b)", Options)]
    private static partial Regex TotalOnly();

    [GeneratedRegex(@"^[-–—\s(*]*(?:(?:sorry|maaf)[,.!]?\s*)?(?:"
        + @"(?:there (?:are|is) )?(?:currently )?(?:no|0|zero|nothing|not any)\b(?: \w+){0,3}? ?(?:data|records?|results?|entries|rows?|items?|orders?|transactions?|matches|users?|payments?|to (?:show|display|see))\b.{0,60}"
        + @"|data (?:is )?(?:not available|not found|empty|kosong|tidak (?:ada|tersedia|ditemukan)|belum (?:ada|tersedia)|masih kosong|nihil)\b.{0,60}"
        + @"|(?:tidak|belum|tdk|tak) (?:ada|terdapat|ditemukan|tersedia)\b(?: \w+){0,3}? ?(?:data|entri|catatan|hasil|baris|transaksi|pesanan|pembayaran|riwayat|histori|item|user|pengguna|rekaman|yang (?:cocok|sesuai|ditemukan|tersedia|ditampilkan))\b.{0,60}"
        + @"|\w+ (?:tidak ditemukan|masih kosong|belum ada|kosong|not found)|(?:kosong|nihil|empty)"
        + @")[\s.!)*–—-]*$", Options)]
    private static partial Regex NoDataLine();
}

/// <param name="From">The first row shown, from 1; null where only the total is said.</param>
/// <param name="Total">How many rows there are on all pages.</param>
public readonly record struct AnnouncedRows(long? From, long? To, long Total);
