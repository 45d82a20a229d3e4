using System.Globalization;

namespace Kurir;

/// <summary>Days on which there is nothing to report, as <c>calendar:</c> names them: <c>sunday</c>, <c>2026-12-25</c>, <c>12-25</c>, <c>2026-03-20..2026-03-29</c>.</summary>
public static class Closed
{
    const int MostDays = 366;

    /// <summary>Whether every day of the window is one of them.</summary>
    public static bool Covers(IReadOnlyList<string> entries, Window window) =>
        entries.Count > 0 && window.Days <= MostDays && Enumerable.Range(0, window.Days).All(i => Holds(entries, window.From.AddDays(i)));

    public static bool Holds(IReadOnlyList<string> entries, DateOnly day) => entries.Any(entry => IsOn(entry.Trim(), day));

    /// <summary>What is wrong with an entry; null: nothing.</summary>
    public static string? Problem(string entry)
    {
        string text = entry.Trim();
        if (Weekday(text) is not null || Day(text) is not null || Yearly(text, 2000) is not null) return null;
        if (Range(text) is { } range) return range.To < range.From ? $"'{Texts.Shown(entry)}' ends before it begins" : null;
        return $"'{Texts.Shown(entry)}' is no day.{Texts.DidYouMean(text, Enum.GetNames<DayOfWeek>().Select(name => name.ToLowerInvariant()))} Write sunday, 2026-12-25, 12-25 for each year, or 2026-03-20..2026-03-29";
    }

    static bool IsOn(string entry, DateOnly day) =>
        Weekday(entry) is { } weekday ? day.DayOfWeek == weekday
        : Range(entry) is { } range ? range.From <= day && day <= range.To
        : Day(entry) == day || Yearly(entry, day.Year) == day;

    static DayOfWeek? Weekday(string text) =>
        text.Length >= 6 && text.All(char.IsAsciiLetter) && Enum.TryParse(text, ignoreCase: true, out DayOfWeek day) ? day : null;

    static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null;

    static DateOnly? Yearly(string text, int year) => text.Length == 5 ? Day(string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{text}")) : null;

    static (DateOnly From, DateOnly To)? Range(string text) =>
        text.Split("..") is [var from, var to] && Day(from) is { } first && Day(to) is { } last ? (first, last) : null;
}
