using System.Globalization;

namespace Kurir.App;

/// <summary>The window asked for on the command line, in place of the file's.</summary>
static class WindowChoice
{
    /// <returns>Null: the file's own.</returns>
    /// <exception cref="Fault">The words or dates cannot be understood.</exception>
    public static WindowConfig? Of(string? words, string? from, string? to)
    {
        if (words is null && from is null && to is null) return null;
        if (words is not null && (from is not null || to is not null)) throw Wrong("--window and --from/--to exclude each other");
        if (from is null && words is null) throw Wrong("--to needs --from");
        return words is not null
            ? new WindowConfig { Words = words }
            : new WindowConfig { From = Day("--from", from!), To = to is null ? null : Day("--to", to) };
    }

    static DateOnly Day(string option, string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? day
            : throw Wrong($"{option} '{text}' is not a day");

    static Fault Wrong(string cause) => new(
        Stage.Configure, FaultName.ConfigurationInvalid, FaultKind.Stop, "window", cause,
        "Write --window \"last 7 days\", or --from 2026-11-01 --to 2026-11-30");
}
