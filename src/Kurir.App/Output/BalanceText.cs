using System.Globalization;

namespace Kurir.App;

/// <summary>A window's receipt as people read it.</summary>
static class BalanceText
{
    /// <summary><c>announced 42, in the file 40 = added 3 + changed 0 + …; vanished 2</c></summary>
    public static string Sum(Balance balance)
    {
        string announced = balance.Announced is { } count ? $"announced {count}, " : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"{announced}in the file {balance.InFile} = added {balance.Added} + changed {balance.Changed} + unchanged {balance.Unchanged} + repeated {balance.Repeated} + quarantined {balance.Quarantined}; vanished {balance.Vanished}");
    }

    /// <summary>What does not add up, and the rows concerned.</summary>
    public static IEnumerable<string> Differences(Balance balance) => balance.Differences.Where(difference => difference.Name != "held").Select(difference => Text(difference, balance) + Keys(difference));

    /// <summary><c>2026-11-22: 41 rows, usually 90 to 160</c></summary>
    public static string Of(Unlikely unlikely)
    {
        string what = unlikely switch
        {
            { What: "rows" } => $"{Number(unlikely.Value)} rows",
            { What: "sum" } => $"{unlikely.Column} adds up to {Number(unlikely.Value)}",
            { What: "arrival" } => $"no row of the day at {Arrivals.Clock(unlikely.Value)}",
            { What: "empty" } => $"{unlikely.Column} is empty in {Percent(unlikely.Value)} of the rows",
            _ => $"{unlikely.Column} is {unlikely.Text} in {Percent(unlikely.Value)} of the rows",
        };
        if (unlikely.What == "arrival") return string.Create(CultureInfo.InvariantCulture, $"unlikely ({unlikely.Severity}), {unlikely.Day:yyyy-MM-dd}: {what}, usually the first are there by {Arrivals.Clock(unlikely.High)}");
        bool isShare = unlikely.What is "empty" or "share";
        string range = isShare ? $"{Percent(unlikely.Low)} to {Percent(unlikely.High)}" : $"{Number(unlikely.Low)} to {Number(unlikely.High)}";
        return string.Create(CultureInfo.InvariantCulture, $"unlikely ({unlikely.Severity}), {unlikely.Day:yyyy-MM-dd}: {what}, usually {range}");
    }

    static string Number(double number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    static string Percent(double share) => (share * 100).ToString("0", CultureInfo.InvariantCulture) + " %";

    static string Text(Difference difference, Balance balance) => difference.Name switch
    {
        "fewer" => string.Create(CultureInfo.InvariantCulture, $"{Rows(difference.Count)} fewer than the {difference.Against} announced"),
        "more" => string.Create(CultureInfo.InvariantCulture, $"{Rows(difference.Count)} more than the {difference.Against} announced"),
        "unaccounted" => string.Create(CultureInfo.InvariantCulture, $"{Rows(balance.InFile)} in the file, and {difference.Against} accounted for"),
        "quarantined" => $"{Rows(difference.Count)} set aside, having broken a rule",
        "gone" => $"{Rows(difference.Count)} gone that earlier reports of these days held, and the panel announces no number: deleted there, or left out of the file",
        "capped" => "it ends at what seems to be the panel's limit",
        "total" => $"the totals row says something else than the rows add up to: {difference.Against}",
        "part" => "a part of the window does not add up",
        "read-back" => string.Create(CultureInfo.InvariantCulture, $"{difference.Against}: {difference.Count} {(difference.Count == 1 ? "cell reads" : "cells read")} back differently"),
        "undelivered" => $"{difference.Against}: {Rows(difference.Count)} handed over and not accounted for",
        _ => string.Create(CultureInfo.InvariantCulture, $"{difference.Name}: {difference.Count}"),
    };

    static string Keys(Difference difference)
    {
        if (difference.Keys.Count == 0) return "";
        string more = difference.Count > difference.Keys.Count && difference.Keys.Count == Balance.MaxKeys ? " …" : "";
        return $": {string.Join("; ", difference.Keys)}{more}";
    }

    static string Rows(long count) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "row" : "rows")}");
}
