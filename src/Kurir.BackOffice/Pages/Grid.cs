namespace Kurir.BackOffice;

/// <summary>What pages with a table have in common.</summary>
static class Grid
{
    public const int PageLength = 10;

    /// <summary>A form of two dates that asks for the same page again.</summary>
    public static string Filter(Visit visit, BackOfficeExport export)
    {
        var (start, end) = Filters.Names(visit, export);
        return $"""
            <form class="filter" method="GET" action="{visit.Http.Request.Path}">
            <div><label for="{start}">Dari Tanggal</label><input type="date" id="{start}" name="{start}" value="{Value(visit, start)}"></div>
            <div><label for="{end}">Sampai Tanggal</label><input type="date" id="{end}" name="{end}" value="{Value(visit, end)}"></div>
            <button type="submit" class="btn btn-light">Filter</button>
            </form>
            """;
    }

    public static string Value(Visit visit, string name) => Layout.Text(visit.Field(name));

    /// <summary>"Menampilkan 1 sampai 10 dari 1.734 data" and the pager.</summary>
    public static string Foot(Visit visit, Slice slice, int page, bool numbered)
    {
        var first = (page - 1) * PageLength + 1;
        var told = slice.Rows.Count == 0 ? (slice.Total == 0 ? "Menampilkan 0 data" : $"Menampilkan 0 sampai 0 dari {Reports.Count(slice.Total)} data")
            : $"Menampilkan {Reports.Count(first)} sampai {Reports.Count(first + slice.Rows.Count - 1)} dari {Reports.Count(slice.Total)} data";
        var pages = Math.Max(1, (slice.Total + PageLength - 1) / PageLength);
        var pager = numbered ? Pager.Numbered(visit, page, pages, slice.More) : Pager.NextOnly(visit, page, slice.More);
        return $"<div class=\"foot\"><div class=\"dataTables_info\">{(numbered ? told : "")}</div>{pager}</div>";
    }
}
