using System.Globalization;
using System.Text.RegularExpressions;

namespace Kurir;

/// <summary>The words for windows: <c>today</c>, <c>yesterday</c>, <c>last 7 days</c> (today is the seventh), <c>this week</c> (Monday until today),
/// <c>last week</c>, <c>this month</c> (the first until today), <c>last month</c>.</summary>
public static partial class WindowWords
{
    /// <summary>Ten years; a panel that is asked for more is asked by mistake.</summary>
    public const int MostDays = 3660;

    /// <summary>As many days as rows still change after theirs: learned, see <see cref="Lateness"/>.</summary>
    public const string Auto = "auto";

    const string Known = "today, yesterday, last N days, this week, last week, this month, last month or auto";

    /// <summary>What is wrong with a window, and what to write instead; null: nothing.</summary>
    public static string? Problem(WindowConfig window) => window switch
    {
        { Words: { } words } => Find(words, new DateOnly(2000, 6, 15)) is null ? ProblemOf(words) : null,
        { From: { } from, To: { } to } => from > to ? $"the window ends ({Day(to)}) before it begins ({Day(from)})" : null,
        { From: null, To: null } => $"the window is empty. Write {Known}, or {{ from: 2026-09-01, to: 2026-09-30 }}",
        _ => "a window needs both days: { from: 2026-09-01, to: 2026-09-30 }",
    };

    public static bool IsAuto(WindowConfig window) => window.Words is { } words && words.Trim().Equals(Auto, StringComparison.OrdinalIgnoreCase);

    /// <summary>The days that a window's words mean at a moment in a zone; <c>auto</c> as long as nothing is learned.</summary>
    /// <exception cref="ArgumentException">The window has a <see cref="Problem(WindowConfig)"/>.</exception>
    public static Window Resolve(WindowConfig window, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (Problem(window) is { } problem) throw new ArgumentException(problem, nameof(window));
        if (window is { From: { } from, To: { } to }) return new Window(from, to);
        return Find(window.Words!, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime))!.Value;
    }

    static Window? Find(string words, DateOnly today)
    {
        string plain = Spaces().Replace(words.Trim().ToLowerInvariant(), " ");
        DateOnly monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        DateOnly first = new(today.Year, today.Month, 1);
        return plain switch
        {
            "today" => new Window(today, today),
            "yesterday" => new Window(today.AddDays(-1), today.AddDays(-1)),
            "this week" => new Window(monday, today),
            "last week" => new Window(monday.AddDays(-7), monday.AddDays(-1)),
            "this month" => new Window(first, today),
            "last month" => new Window(first.AddMonths(-1), first.AddDays(-1)),
            Auto => new Window(today.AddDays(1 - LookBack.Usual), today),
            _ => DaysIn(plain) is >= 1 and <= MostDays and { } days ? new Window(today.AddDays(1 - days), today) : null,
        };
    }

    static int? DaysIn(string plain) =>
        LastDays().Match(plain) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    static string ProblemOf(string words)
    {
        if (DaysIn(Spaces().Replace(words.Trim().ToLowerInvariant(), " ")) is not null) return $"a window has 1 to {MostDays} days";
        string hint = Texts.DidYouMean(words, ["today", "yesterday", "last 7 days", "this week", "last week", "this month", "last month", Auto]);
        return $"'{Texts.Shown(words)}' is not a window.{hint} Write {Known}, or {{ from: 2026-09-01, to: 2026-09-30 }}";
    }

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();

    [GeneratedRegex("^last ([0-9]{1,6}) days?$")]
    private static partial Regex LastDays();
}
