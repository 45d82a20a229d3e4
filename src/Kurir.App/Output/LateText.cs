using System.Globalization;

namespace Kurir.App;

/// <summary>What is known of late edits, as people read it.</summary>
static class LateText
{
    /// <summary><c>window auto: last 5 days; 99 % of 1,234 late rows came within 4 days after theirs</c></summary>
    public static string Of(LookBack back) => back.Within is { } within
        ? $"window auto: last {back.Days} days; 99 % of {Count(back.Rows)} late rows came within {Days(within)} of theirs"
        : $"window auto: last {back.Days} days, until enough is known of late rows ({Count(back.Rows)} by now)";

    public static IEnumerable<string> Lines(LateExport late)
    {
        LookBack back = late.LookBack;
        yield return back.Within is null
            ? $"{Count(back.Rows)} late rows are known; it takes {Lateness.EnoughRows}, and days that are {Lateness.EnoughDays} days old"
            : $"{Count(back.Rows)} rows changed or appeared after their day: half of them within {Days(late.Half)}, 90 % within {Days(late.Most)}, 99 % within {Days(back.Within.Value)}";
        if (back.Within > LookBack.Most - 1) yield return $"That is more than a window should ask for at once; what comes after {LookBack.Most} days is found when older days are looked at again (sweep:)";
        yield return $"proposed: window: last {back.Days} days{(back.Within is null ? ", as long as nothing is learned" : "")}; the file says: {late.Window}";
    }

    static string Count(double rows) => Math.Round(rows).ToString("#,0", CultureInfo.InvariantCulture);

    static string Days(int days) => days == 1 ? "a day" : $"{days} days";
}

sealed record LateDocument(string Pipeline, IReadOnlyList<LateExport> Exports);

/// <param name="Window">As the file has it.</param>
/// <param name="LookBack">What is proposed.</param>
/// <param name="Half">Within how many days after their day half of the late rows came.</param>
/// <param name="Most">Likewise 90 %.</param>
sealed record LateExport(string Export, string Window, LookBack LookBack, int Half, int Most);
