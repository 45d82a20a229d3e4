using System.Collections.Frozen;

namespace Kurir;

/// <summary>The words by which rows say that they are no rows.</summary>
static class RowWords
{
    static readonly string[] Bare = ["total", "jumlah", "sum", "jml", "totals", "∑", "Σ"];

    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> BareTotals =
        Bare.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    static readonly string[] Certain =
    [
        "grand total", "grandtotal", "subtotal", "sub total", "sub-total", "sub jumlah",
        "total keseluruhan", "jumlah keseluruhan", "jumlah total", "total jumlah",
        "total akhir", "total semua", "total seluruh", "total seluruhnya", "total halaman", "total umum", "page total", "overall total",
    ];

    static readonly string[] Prefixes = ["total ", "jumlah ", "subtotal ", "sub total ", "grand total ", "total:", "jumlah:", "jml "];

    static readonly string[] NotePrefixes =
    [
        "dicetak", "tanggal cetak", "tgl cetak", "waktu cetak", "printed", "print date", "generated", "dibuat pada", "diunduh", "downloaded",
        "exported", "diekspor", "showing ", "menampilkan ", "halaman ", "page ", "hal. ", "catatan", "note:", "notes:", "keterangan:",
        "sumber:", "source:", "copyright", "©", "mengetahui",
    ];

    public static TotalWord TotalOf(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> trimmed = text.Trim();
        if (trimmed.Length is 0 or > 60 || !CanBegin(trimmed[0])) return TotalWord.None;
        ReadOnlySpan<char> word = trimmed.TrimEnd(": .=");
        if (BareTotals.Contains(word)) return TotalWord.Bare;
        foreach (string certain in Certain)
            if (word.Equals(certain, StringComparison.OrdinalIgnoreCase)) return TotalWord.Certain;
        return StartsWithAny(trimmed, Prefixes) ? TotalWord.Prefix : TotalWord.None;
    }

    /// <summary>A line about the table: when it was printed, which page this is.</summary>
    public static bool IsNote(ReadOnlySpan<char> text) => StartsWithAny(text.Trim(), NotePrefixes);

    /// <summary>The line that stands in place of rows.</summary>
    public static bool IsNoData(string text) => PanelText.NoData(text) is not null;

    static bool CanBegin(char c) => char.ToLowerInvariant(c) is 't' or 'j' or 's' or 'g' or 'p' or 'o' or '∑' or 'σ';

    static bool StartsWithAny(ReadOnlySpan<char> text, string[] beginnings)
    {
        foreach (string beginning in beginnings)
            if (text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}

/// <summary>How surely a word marks a totals row.</summary>
enum TotalWord
{
    None,

    /// <summary><c>Total penjualan</c>, and also a product called <c>Total Cleaner</c>.</summary>
    Prefix,

    /// <summary><c>Total</c>, and also a brand of that name.</summary>
    Bare,

    /// <summary><c>Grand Total</c></summary>
    Certain,
}
