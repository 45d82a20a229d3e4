namespace Kurir.BackOffice;

/// <summary>Pages whose export happens in a script, so that only a browser sees what is asked: three manners of the same report.</summary>
static class ScriptPages
{
    /// <summary>A button under a fixed bar and a cookie notice that builds its address out of what change events told it.</summary>
    public static Task Button(Visit visit, BackOfficeExport export) => Show(visit, export, Frame(visit, $"""
        <div id="penutup" style="position:fixed;top:0;left:0;right:0;height:70vh;z-index:1000;background:#fffc">
        <p>Situs ini memakai cookie.</p><button type="button" onclick="document.getElementById('penutup').remove()">Setuju</button></div>
        <div><label for="dari">Dari Tanggal</label><input type="text" id="dari" placeholder="dd/mm/yyyy" autocomplete="off"></div>
        <div><label for="sampai">Sampai Tanggal</label><input type="text" id="sampai" placeholder="dd/mm/yyyy" autocomplete="off"></div>
        """), $$"""
        var asked = {};
        ["dari", "sampai"].forEach(function (id) {
            document.getElementById(id).addEventListener("change", function (event) { asked[id] = event.target.value.split("/").reverse().join("-"); });
        });
        document.getElementById("unduh").addEventListener("click", function () {
            if (!asked.dari || !asked.sampai) { alert("Pilih tanggal"); return; }
            var key = document.querySelector("meta[name=csrf-token]").content;
            setTimeout(function () { location.href = "{{Base(export)}}/berkas?" + ["awal=" + asked.dari, "akhir=" + asked.sampai, "kunci=" + key].join("&"); }, 50);
        });
        """);

    /// <summary>A button that fetches rows as JSON and makes the csv file in the page.</summary>
    public static Task Blob(Visit visit, BackOfficeExport export) => Show(visit, export, Frame(visit, Dates(visit)), $$"""
        document.getElementById("unduh").addEventListener("click", async function () {
            var reply = await fetch("{{Base(export)}}/baris", {
                method: "POST",
                headers: { "Content-Type": "application/json", "Accept": "application/json", "X-CSRF-TOKEN": document.querySelector("meta[name=csrf-token]").content },
                body: JSON.stringify({ dari: document.getElementById("dari").value, sampai: document.getElementById("sampai").value })
            });
            var told = await reply.json();
            var quote = function (text) { return '"' + String(text).replaceAll('"', '""') + '"'; };
            var lines = [told.kolom].concat(told.baris).map(function (row) { return row.map(quote).join(","); });
            var link = document.createElement("a");
            link.href = URL.createObjectURL(new Blob([lines.join("\r\n")], { type: "text/csv" }));
            link.download = "{{export.Name}}.csv";
            link.click();
        });
        """);

    /// <summary>A grid of the DataTables package, fed by the grid's own source ten rows at a time; its Excel button knows only the page that is shown.</summary>
    public static Task Table(Visit visit, BackOfficeExport export) => visit.Html(Layout.Page(visit, export.Title, $"""
        <div class="card">
        <form class="filter" onsubmit="return false">{Dates(visit)}<button type="button" class="btn btn-light" id="saring">Filter</button></form>
        <table id="datatable" class="table"><thead><tr>{string.Concat(export.Columns.Select(column => $"<th>{Layout.Text(column)}</th>"))}</tr></thead></table>
        </div>
        {string.Concat(((string[])["jquery", "jszip", "dataTables", "dataTables.buttons", "buttons.html5"]).Select(name => $"<script src=\"/aset/{name}.min.js\"></script>"))}
        """, $$"""
        var table = new DataTable("#datatable", {
            serverSide: true, searching: false, ordering: false, pageLength: 10, lengthMenu: [10, 25, 100],
            ajax: { url: "{{export.Grid}}", data: function (asked) {
                asked.start_date = document.getElementById("dari").value; asked.end_date = document.getElementById("sampai").value; } },
            columns: [{{string.Join(", ", export.Columns.Select(column => $"{{ data: {Quoted(column.Replace(".", "\\.", StringComparison.Ordinal))} }}"))}}],
            layout: { topStart: "pageLength", topEnd: { buttons: [{ extend: "excelHtml5", text: "{{Name(visit)}}", title: null }] } },
            language: { info: "Menampilkan _START_ sampai _END_ dari _TOTAL_ data", infoEmpty: "Menampilkan 0 data", emptyTable: "Tidak ada data" }
        });
        document.getElementById("saring").addEventListener("click", function () { table.ajax.reload(); });
        """));

    /// <summary>The file behind <see cref="Button"/>, for whoever brings the page's key.</summary>
    public static Task File(Visit visit, BackOfficeExport export) =>
        visit.Field("kunci") == visit.Session.Token ? Downloads.Export(visit, export) : visit.Error(403);

    /// <summary>The rows behind <see cref="Blob"/>.</summary>
    public static async Task Rows(Visit visit, BackOfficeExport export)
    {
        if (await Transport.Disturbs(visit, export)) return;
        if (await Filters.ReadJson(visit) is not { } asked) await visit.Error(422);
        else
        {
            var paper = visit.Panel.Reports.Make(export, asked).Paper;
            await visit.Json(new { kolom = paper.Columns, baris = paper.Rows.Select(row => row.Select(cell => cell.Text)) });
        }
    }

    /// <summary>What nobody asked for: pressing it is counted.</summary>
    public static Task Delete(Visit visit)
    {
        visit.Panel.CountDeletion();
        return visit.Json(new { message = "Dihapus." });
    }

    public static string Base(BackOfficeExport export) => $"/skrip/{export.Name}";

    public static string Dates(Visit visit) => """
        <div><label for="dari">Dari Tanggal</label><input type="date" id="dari" name="dari"></div>
        <div><label for="sampai">Sampai Tanggal</label><input type="date" id="sampai" name="sampai"></div>
        """;

    /// <summary>The fields, the button, and beside it the one that must never be pressed; where buttons were moved, that one has taken its place and id.</summary>
    public static string Frame(Visit visit, string fields)
    {
        const string delete = "onclick=\"fetch('/skrip/hapus',{method:'POST',headers:{'X-CSRF-TOKEN':document.querySelector('meta[name=csrf-token]').content}})\"";
        var moved = visit.Panel.ButtonsMoved;
        return $"""
            <div class="card">{(moved ? Export("aksi-utama") : "")}
            <form class="filter" onsubmit="return false">{fields}
            {(moved ? $"<button type=\"button\" class=\"btn btn-success\" id=\"tombol\" {delete}>Hapus</button>" : Export("tombol"))}
            <button type="button" class="btn btn-danger" {delete}>Hapus Semua</button></form></div>
            """;

        string Export(string id) => $"<span id=\"unduh\"><button type=\"button\" class=\"btn btn-success\" id=\"{id}\">{Name(visit)}</button></span>";
    }

    static string Name(Visit visit) => Layout.Text(visit.Panel.ButtonName);

    static async Task Show(Visit visit, BackOfficeExport export, string body, string script)
    {
        if (visit.Faults.Strikes(KnownFault.PageMoved, export)) await visit.Error(404);
        else await visit.Html(Layout.Page(visit, export.Title, body, script));
    }

    static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
