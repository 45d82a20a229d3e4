using System.Collections.Frozen;

namespace Kurir;

/// <summary>The words that stand in printed dates, Indonesian and English.</summary>
static class DateWords
{
    static readonly string[][] MonthNames =
    [
        ["januari", "january", "jan"],
        ["februari", "pebruari", "february", "feb", "peb"],
        ["maret", "march", "mar", "mrt"],
        ["april", "apr"],
        ["mei", "may"],
        ["juni", "june", "jun"],
        ["juli", "july", "jul"],
        ["agustus", "august", "agu", "agt", "ags", "agst", "agus", "aug"],
        ["september", "sept", "sep"],
        ["oktober", "october", "okt", "oct"],
        ["november", "nopember", "nov", "nop"],
        ["desember", "december", "des", "dec"],
    ];

    static readonly string[] WeekdayNames =
    [
        "senin", "selasa", "rabu", "kamis", "jumat", "jum'at", "jum’at", "sabtu", "minggu", "ahad", "sen", "sel", "rab", "kam", "jum", "sab", "min",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
    ];

    static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Months = MonthNames
        .SelectMany((names, month) => names.Select(name => KeyValuePair.Create(name, month + 1)))
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Weekdays =
        WeekdayNames.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    // Minutes from UTC.
    static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Zones = new Dictionary<string, int>
    {
        ["WIB"] = 7 * 60, ["WITA"] = 8 * 60, ["WIT"] = 9 * 60, ["Z"] = 0, ["UTC"] = 0, ["GMT"] = 0, ["SGT"] = 8 * 60, ["MYT"] = 8 * 60,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>1 to 12; 0 where the word is no month.</summary>
    public static int MonthOf(ReadOnlySpan<char> word) => Months.TryGetValue(word, out int month) ? month : 0;

    public static bool IsWeekday(ReadOnlySpan<char> word) => Weekdays.Contains(word);

    /// <summary>Minutes from UTC; null where the word is no zone that we know.</summary>
    public static int? ZoneOf(ReadOnlySpan<char> word) => Zones.TryGetValue(word, out int minutes) ? minutes : null;

    /// <summary>What may stand between a date and its time.</summary>
    public static bool IsBetween(ReadOnlySpan<char> word) =>
        word.Equals("pukul", StringComparison.OrdinalIgnoreCase) || word.Equals("jam", StringComparison.OrdinalIgnoreCase)
        || word.Equals("pkl", StringComparison.OrdinalIgnoreCase) || word.Equals("at", StringComparison.OrdinalIgnoreCase)
        || word.Equals("T", StringComparison.Ordinal);
}
