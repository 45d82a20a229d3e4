using System.Globalization;
using System.Text.Json;

namespace Kurir.BackOffice;

/// <summary>What the filter fields of a page say.</summary>
static class Filters
{
    /// <summary>The names of the two date fields; a fault renames them.</summary>
    public static (string Start, string End) Names(Visit visit, BackOfficeExport export) =>
        visit.Http.Request.Path.StartsWithSegments("/skrip", StringComparison.Ordinal) || visit.Http.Request.Path.StartsWithSegments("/antrean", StringComparison.Ordinal) ? ("awal", "akhir")
        : visit.Http.Request.Path.StartsWithSegments("/api/file", StringComparison.Ordinal) ? ("from", "to")
        : visit.Faults.IsOn(KnownFault.FilterRenamed, export) ? ("tgl_awal", "tgl_akhir") : (export.Start, export.End);

    /// <returns>Null if a date is none. A missing one is no bound at all.</returns>
    public static Asked? Read(Visit visit, BackOfficeExport export)
    {
        var (start, end) = Names(visit, export);
        return Day(visit.Field(start), DateOnly.MinValue, out var from) && Day(visit.Field(end), DateOnly.MaxValue, out var to)
            ? new Asked(from, to, visit.Field("branch"), visit.Field("name"), visit.Field("type"))
            : null;
    }

    /// <summary>A grid's own source calls the dates start_date and end_date: start is taken by its paging.</summary>
    public static Asked? ReadGrid(Visit visit) =>
        Day(visit.Field("start_date"), DateOnly.MinValue, out var from) && Day(visit.Field("end_date"), DateOnly.MaxValue, out var to)
            ? new Asked(from, to)
            : null;

    /// <summary>The dates as a script sends them, <c>{"dari": …, "sampai": …}</c>.</summary>
    public static async Task<Asked?> ReadJson(Visit visit)
    {
        try
        {
            using var json = await JsonDocument.ParseAsync(visit.Http.Request.Body, cancellationToken: visit.Gone);
            return Day(Text("dari"), DateOnly.MinValue, out var from) && Day(Text("sampai"), DateOnly.MaxValue, out var to) ? new Asked(from, to) : null;

            string Text(string name) => json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(name, out var value) ? value.ToString() : "";
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static bool Day(string text, DateOnly otherwise, out DateOnly day)
    {
        day = otherwise;
        return text.Length == 0 || DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }

    public static Task Refuse(Visit visit, BackOfficeExport export) =>
        visit.WantsJson ? visit.Error(422) : visit.Back(export.Page, "Format tanggal tidak valid.");
}
