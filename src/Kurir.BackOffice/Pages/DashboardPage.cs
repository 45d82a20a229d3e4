using System.Text;

namespace Kurir.BackOffice;

static class DashboardPage
{
    public static Task Show(Visit visit)
    {
        var today = visit.Panel.Clock.Today;
        var tiles = new StringBuilder();
        foreach (var export in BackOfficeExport.All)
        {
            var count = Reports.Count(visit.Panel.Rows(export, today, today).Count);
            tiles.Append($"<div class=\"tile\"><b>{count}</b><span>{Layout.Text(export.Title)} hari ini</span></div>");
        }
        var newest = visit.Panel.Rows(BackOfficeExport.PointTrx, today, today).Take(8).ToList();
        return visit.Html(Layout.Page(visit, "Dashboard", $"""
            <div class="tiles">{tiles}</div>
            <div class="card"><h1>Transaksi poin terbaru</h1>
            {HtmlFile.Table(new Paper("", "", [], [BackOfficeExport.PointTrx.Columns], newest), "class=\"table\"")}
            </div>
            """));
    }

    /// <summary>The shop's other menus, which have nothing to export.</summary>
    public static Task ShowOther(Visit visit) => visit.Html(Layout.Page(visit, "Menu",
        "<div class=\"card\"><p>Menu ini kosong di panel contoh. Laporan ada di Transaksi, Transaksi Poin, Pembayaran Koin dan User.</p></div>"));
}
