using System.Collections.Frozen;

namespace Kurir;

/// <summary>The marks of money that panels print, each with the ISO code it stands for.</summary>
static class Currencies
{
    static readonly FrozenDictionary<string, string> Codes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["Rp"] = "IDR", ["Rp."] = "IDR", ["IDR"] = "IDR", ["RM"] = "MYR", ["MYR"] = "MYR", ["$"] = "USD", ["US$"] = "USD", ["USD"] = "USD",
        ["S$"] = "SGD", ["SGD"] = "SGD", ["A$"] = "AUD", ["AUD"] = "AUD", ["HK$"] = "HKD", ["HKD"] = "HKD", ["NT$"] = "TWD", ["TWD"] = "TWD",
        ["C$"] = "CAD", ["CAD"] = "CAD", ["€"] = "EUR", ["EUR"] = "EUR", ["£"] = "GBP", ["GBP"] = "GBP", ["CHF"] = "CHF", ["¥"] = "JPY", ["JPY"] = "JPY",
        ["CNY"] = "CNY", ["RMB"] = "CNY", ["₹"] = "INR", ["INR"] = "INR", ["Rs"] = "INR", ["Rs."] = "INR", ["฿"] = "THB", ["THB"] = "THB",
        ["₱"] = "PHP", ["PHP"] = "PHP", ["₫"] = "VND", ["VND"] = "VND", ["₩"] = "KRW", ["KRW"] = "KRW", ["₺"] = "TRY", ["TRY"] = "TRY",
        ["R$"] = "BRL", ["BRL"] = "BRL", ["₽"] = "RUB", ["RUB"] = "RUB", ["zł"] = "PLN", ["PLN"] = "PLN", ["SAR"] = "SAR", ["AED"] = "AED",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> BySpan = Codes.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The ISO code; null where the mark is none of money.</summary>
    public static string? CodeOf(ReadOnlySpan<char> mark) => BySpan.TryGetValue(mark, out string? code) ? code : null;

    /// <summary>The code of the money in a number format (<c>"Rp" #,##0</c>, <c>[$Rp-421]#,##0</c>); null where it has none.</summary>
    public static string? CodeInFormat(string? format)
    {
        if (format is null) return null;
        for (int i = 0; i < format.Length; i++)
        {
            if (!IsMark(format[i])) continue;
            int end = i;
            while (end < format.Length && (IsMark(format[end]) || format[end] == '.')) end++;
            // "[$Rp-421]": the dollar sign there only says that money follows.
            ReadOnlySpan<char> mark = format.AsSpan(i, end - i);
            if (i > 0 && format[i - 1] == '[' && mark.Length > 1) mark = mark[1..];
            if (CodeOf(mark) is { } code) return code;
            i = end;
        }

        return null;
    }

    /// <summary>A letter or a sign of money: what a mark is made of, but for the dot in <c>Rp.</c></summary>
    public static bool IsMark(char c) => char.IsLetter(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.CurrencySymbol;
}
