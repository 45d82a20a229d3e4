using System.Globalization;
using System.Text;

namespace Kurir.BackOffice;

/// <summary>The four export pages: the bare form of transaksi, and the three grids with the green button.</summary>
static class GridPages
{
    public static async Task Show(Visit visit, BackOfficeExport export)
    {
        if (visit.Faults.Strikes(KnownFault.PageMoved, export)) await visit.Error(404);
        else if (export == BackOfficeExport.Transaksi) await visit.Html(Layout.Page(visit, export.Title, SalesForm(visit)));
        else if (Filters.Read(visit, export) is { } asked) await ShowGrid(visit, export, asked);
        else await visit.Error(422);
    }

    static string SalesForm(Visit visit)
    {
        var export = BackOfficeExport.Transaksi;
        var (start, end) = Filters.Names(visit, export);
        var button = visit.Faults.Strikes(KnownFault.ButtonGone, export) ? "" : "<button type=\"submit\" class=\"btn btn-primary\">Export</button>";
        return $$"""
            <div class="card">
            <form class="filter" action="{{export.Download}}" method="{{(visit.Panel.Options.GetForm ? "GET" : "POST")}}">
            {{(visit.Panel.Options.GetForm ? "" : "<input type=\"hidden\" name=\"_token\" value=\"{token}\">")}}
            <div><label for="branch">Cabang</label>{{Branches()}}</div>
            <div><label for="{{start}}">Start</label><input type="date" id="{{start}}" name="{{start}}"></div>
            <div><label for="{{end}}">End</label><input type="date" id="{{end}}" name="{{end}}"></div>
            {{button}}
            </form>
            </div>
            """;
    }

    static string Branches(string chosen = "") => "<select id=\"branch\" name=\"branch\"><option value=\"\">Pilih Cabang</option>"
        + string.Concat(Goods.Branches.Select(branch => $"<option{(branch == chosen ? " selected" : "")}>{branch}</option>")) + "</select>";

    static async Task ShowGrid(Visit visit, BackOfficeExport export, Asked asked)
    {
        var report = visit.Panel.Reports.Make(export, asked);
        var page = Math.Clamp(visit.Number("page", 1), 1, 1_000_000);
        var slice = Slice.Of(visit, export, report, (page - 1) * Grid.PageLength, Grid.PageLength);
        var gone = visit.Faults.Strikes(KnownFault.ButtonGone, export);
        await visit.Html(Layout.Page(visit, export.Title, $"""
            <div class="card">
            <form class="filter" id="filter" method="GET" action="{export.Page}">
            {Fields(visit, export, asked)}
            <button type="submit" class="btn btn-light">Filter</button>
            {(gone ? "" : "<button type=\"button\" class=\"btn btn-success m3 expot-pdf\">Export</button>")}
            </form>
            {Table(report, export, slice, page)}
            {Grid.Foot(visit, slice, page, numbered: true)}
            </div>
            """, gone ? "" : Script(visit, export)));
    }

    static string Fields(Visit visit, BackOfficeExport export, Asked asked)
    {
        var (start, end) = Filters.Names(visit, export);
        var byId = export != BackOfficeExport.PointTrx && start == export.Start;
        var (startId, endId) = byId ? ("filter-start", "filter-end") : (start, end);
        var more = export != BackOfficeExport.PointTrx ? "" : $"""
            <div><label for="name">Nama</label><input type="text" id="name" name="name" value="{Layout.Text(asked.Name)}"></div>
            <div><label for="branch">Cabang</label>{Branches(asked.Branch)}</div>
            <div><label for="type">Tipe</label><select id="type" name="type"><option value="">Semua Tipe</option>
            <option>Scan QRCODE</option><option>Tukar Hadiah</option><option>Bonus</option></select></div>
            """;
        return $"""
            {more}
            <div><label for="{startId}">Dari Tanggal</label><input type="date" id="{startId}" name="{start}" value="{Grid.Value(visit, start)}"></div>
            <div><label for="{endId}">Sampai Tanggal</label><input type="date" id="{endId}" name="{end}" value="{Grid.Value(visit, end)}"></div>
            """;
    }

    /// <summary>Where the green button leads, with whatever the fields hold when it is pressed.</summary>
    static string Script(Visit visit, BackOfficeExport export)
    {
        var (start, end) = Filters.Names(visit, export);
        return $$"""
            document.querySelectorAll(".expot-pdf").forEach(function (button) {
                button.addEventListener("click", function () {
                    var query = new URLSearchParams(new FormData(document.getElementById("filter")));
                    var start = query.get("{{start}}"), end = query.get("{{end}}");
                    query.delete("{{start}}"); query.delete("{{end}}");
                    window.location.href = "{{export.Download}}?{{start}}=" + start + "&{{end}}=" + end + (query.size ? "&" + query : "");
                });
            });
            """;
    }

    static string Table(Report report, BackOfficeExport export, Slice slice, int page)
    {
        const string look = "class=\"table\" id=\"datatable\"";
        if (export != BackOfficeExport.PointTrx) return HtmlFile.Table(report.Paper with { Rows = slice.Rows }, look);
        var html = new StringBuilder($"<table {look}>\n<thead>\n<tr>");
        foreach (var heading in (string[])["No", "Nama", "Cabang", "Tipe", "Jumlah Koin/Nama Hadiah", "Jumlah Belanja", "Tanggal", "Status", "Aksi"])
            html.Append("<th>").Append(heading).Append("</th>");
        html.Append("</tr>\n</thead>\n<tbody>\n");
        for (var i = 0; i < slice.Rows.Count; i++) PointRow(html, report.Paper, slice.Rows[i], (page - 1) * Grid.PageLength + i + 1);
        return html.Append("</tbody>\n</table>\n").ToString();
    }

    static void PointRow(StringBuilder html, Paper paper, BackOfficeCell[] row, int number)
    {
        string Cell(string name) => paper.Columns.ToList().IndexOf(name) is >= 0 and var i && i < row.Length ? Layout.Text(row[i].Text) : "";
        html.Append(CultureInfo.InvariantCulture, $"<tr><td>{number}</td>");
        foreach (var name in (string[])["Nama", "Cabang", "Tipe", "Jumlah", "Jumlah Total Belanja", "Tanggal Scan"])
            html.Append($"<td>{Cell(name)}</td>");
        html.Append($"<td><span class=\"badge {Cell("Status")}\">{Cell("Status")}</span></td>")
            .Append($"<td><a href=\"/point_transaction?name={Uri.EscapeDataString(Cell("Nama"))}\">Detail</a></td></tr>\n");
    }
}
