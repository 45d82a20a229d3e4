using System.Globalization;
using System.Text.Json;

namespace Kurir.BackOffice;

/// <summary>Rows as JSON, paged in every manner that panels know. Rows are objects by heading; numbers are numbers, times are ISO 8601.</summary>
static class Lists
{
    const int MostPerPage = 100;

    public static async Task SignIn(Visit visit)
    {
        var (email, password) = await Credentials(visit, visit.Gone);
        var outcome = SignInPages.Outcome(visit, email, password);
        if (outcome == SignInOutcome.Throttled) await Transport.Busy(visit);
        else if (outcome != SignInOutcome.Welcome) await visit.Json(new { message = SignInPages.Message(outcome) }, 401);
        else await visit.Json(new { token = visit.Panel.Sessions.Grant(), token_type = "Bearer", user = new { email } });
    }

    static async Task<(string Email, string Password)> Credentials(Visit visit, CancellationToken ct)
    {
        if (visit.Http.Request.HasFormContentType) return (visit.Field("email"), visit.Field("password"));
        try
        {
            using var json = await JsonDocument.ParseAsync(visit.Http.Request.Body, cancellationToken: ct);
            return (Text(json, "email"), Text(json, "password"));
        }
        catch (JsonException)
        {
            return ("", "");
        }
    }

    static string Text(JsonDocument json, string name) =>
        json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(name, out var value) ? value.ToString() : "";

    /// <summary>
    /// The grid's own source: <c>draw, start, length</c>, the dates as start_date and end_date; a length of -1 is everything. Cells are printed
    /// text, as a grid shows them.
    /// </summary>
    public static Task Grid(Visit visit, BackOfficeExport export) => Answer(visit, export, () => Filters.ReadGrid(visit), async report =>
    {
        var everything = visit.Field("length") == "-1";
        var length = everything ? int.MaxValue : Math.Clamp(visit.Number("length", 10), 1, MostPerPage);
        var slice = Slice.Of(visit, export, report, visit.Number("start", 0), length);
        var markup = visit.Faults.Strikes(KnownFault.GridMarkup, export);
        await visit.Json(new
        {
            draw = visit.Number("draw", 0),
            recordsTotal = slice.Total,
            recordsFiltered = slice.Total,
            data = slice.Rows.Select(row => row.Select((cell, i) => (report.Paper.Columns[i], markup ? Markup(cell) : cell.Text)).ToDictionary()),
        });
    });

    static string Markup(BackOfficeCell cell) => cell.Kind == BackOfficeKind.Text
        ? cell.Text.Length == 0 ? "" : $"<a href=\"#\" class=\"badge\">{Layout.Text(cell.Text)}</a>"
        : $"<span style=\"display:none\">{cell.Canonical}</span>{Layout.Text(cell.Text)}";

    public static Task Pages(Visit visit, BackOfficeExport export) => Answer(visit, export, async report =>
    {
        var (page, size) = (Math.Clamp(visit.Number("page", 1), 1, 1_000_000), Math.Clamp(visit.Number("per_page", 25), 1, MostPerPage));
        var slice = Slice.Of(visit, export, report, (page - 1) * size, size);
        var last = Math.Max(1, (slice.Total + size - 1) / size);
        await visit.Json(new
        {
            data = Objects(report, slice.Rows),
            links = new { next = slice.More ? Link(visit, "page", page + 1) : null, prev = page > 1 ? Link(visit, "page", page - 1) : null },
            meta = new { current_page = page, last_page = last, per_page = size, total = slice.Total },
        });
    });

    public static Task Offsets(Visit visit, BackOfficeExport export) => Answer(visit, export, async report =>
    {
        var slice = Slice.Of(visit, export, report, visit.Number("offset", 0), Math.Clamp(visit.Number("limit", 25), 1, MostPerPage));
        await visit.Json(new { data = Objects(report, slice.Rows), total = slice.Total });
    });

    /// <summary>The cursor is opaque to the caller and null after the last page; how many rows there are is not told.</summary>
    public static Task Cursors(Visit visit, BackOfficeExport export) => Answer(visit, export, async report =>
    {
        var (start, size) = (Position(visit.Field("cursor")), Math.Clamp(visit.Number("limit", 25), 1, MostPerPage));
        var slice = Slice.Of(visit, export, report, start, size);
        await visit.Json(new { data = Objects(report, slice.Rows), next_cursor = slice.More ? Cursor(start + size) : null });
    });

    /// <summary>One bare array of all rows.</summary>
    public static Task Whole(Visit visit, BackOfficeExport export) =>
        Answer(visit, export, report => visit.Json(Objects(report, report.Paper.Rows)));

    static Task Answer(Visit visit, BackOfficeExport export, Func<Report, Task> answer) =>
        Answer(visit, export, () => Filters.Read(visit, export), answer);

    static async Task Answer(Visit visit, BackOfficeExport export, Func<Asked?> filter, Func<Report, Task> answer)
    {
        await visit.ReadForm(visit.Gone);
        if (await Transport.Disturbs(visit, export)) return;
        if (filter() is { } asked) await answer(visit.Panel.Reports.Make(export, asked));
        else await visit.Error(422);
    }

    static IEnumerable<Dictionary<string, object>> Objects(Report report, IEnumerable<BackOfficeCell[]> rows) =>
        rows.Select(row => row.Select((cell, i) => (report.Paper.Columns[i], cell.Value)).ToDictionary());

    static string Link(Visit visit, string field, int value) => new Uri(visit.Root, Pager.Address(visit, field, value)).ToString();

    static string Cursor(int position) => position.ToString("x8", CultureInfo.InvariantCulture);

    static int Position(string cursor) =>
        int.TryParse(cursor, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var position) ? Math.Max(0, position) : 0;
}
