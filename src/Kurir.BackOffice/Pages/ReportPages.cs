namespace Kurir.BackOffice;

/// <summary>Reports that exist as a table on pages only: ten rows each, no Export button.</summary>
static class ReportPages
{
    public static Task Numbered(Visit visit, BackOfficeExport export) => Show(visit, export, numbered: true);

    /// <summary>The same, with a pager that only knows the page after, and without a total.</summary>
    public static Task NextOnly(Visit visit, BackOfficeExport export) => Show(visit, export, numbered: false);

    static async Task Show(Visit visit, BackOfficeExport export, bool numbered)
    {
        if (await Transport.Disturbs(visit, export)) return;
        if (Filters.Read(visit, export) is not { } asked)
        {
            await visit.Error(422);
            return;
        }
        var report = visit.Panel.Reports.Make(export, asked);
        var page = Math.Clamp(visit.Number("page", 1), 1, 1_000_000);
        var slice = Slice.Of(visit, export, report, (page - 1) * Grid.PageLength, Grid.PageLength);
        var table = HtmlFile.Table(report.Paper with { Rows = slice.Rows, Lead = [] }, "class=\"table table-bordered\" id=\"laporan\"");
        await visit.Html(Layout.Page(visit, "Laporan: " + export.Title, $"""
            <div class="card">
            {Grid.Filter(visit, export)}
            {table}
            {Grid.Foot(visit, slice, page, numbered)}
            </div>
            """));
    }
}
