using System.Globalization;
using System.Text;

namespace Kurir.BackOffice;

/// <summary>An export that is ordered, not downloaded: a job in a queue, a bell that tells when it is done, and a list of finished files.</summary>
static class QueuePages
{
    public static Task Show(Visit visit, BackOfficeExport export) => visit.Html(Layout.Page(visit, export.Title, $"""
        <div id="lonceng" role="status" aria-label="Notifikasi"></div>
        {ScriptPages.Frame(visit, ScriptPages.Dates(visit))}
        <p><a href="/ekspor">Daftar ekspor</a></p>
        """, $$"""
        function look() {
            fetch("/notifikasi", { headers: { "Accept": "application/json" } }).then(function (reply) { return reply.json(); }).then(function (told) {
                document.getElementById("lonceng").innerHTML = told.map(function (one) {
                    return "<p>" + (one.alamat ? "<a href='" + one.alamat + "'>" + one.judul + "</a>" : one.judul) + "</p>"; }).join("");
            });
        }
        look();
        setInterval(look, 300);
        document.getElementById("unduh").addEventListener("click", async function () {
            var reply = await fetch("{{ScriptPages.Base(export)}}/antrean", {
                method: "POST",
                headers: { "Content-Type": "application/json", "Accept": "application/json", "X-CSRF-TOKEN": document.querySelector("meta[name=csrf-token]").content },
                body: JSON.stringify({ dari: document.getElementById("dari").value, sampai: document.getElementById("sampai").value })
            });
            alert((await reply.json()).message);
        });
        """));

    /// <summary>The same without a script: a form that is posted, and a page that says that the export is under way.</summary>
    public static Task ShowForm(Visit visit, BackOfficeExport export) => visit.Html(Layout.Page(visit, export.Title, $"""
        <form class="filter" action="/antrean/{export.Name}" method="POST"><input type="hidden" name="_token" value="{Tokens.ForPage(visit)}">
        <div><label for="awal">Dari Tanggal</label><input type="date" id="awal" name="awal"></div>
        <div><label for="akhir">Sampai Tanggal</label><input type="date" id="akhir" name="akhir"></div>
        <button type="submit" class="btn btn-success">Export</button></form>
        <p><a href="/ekspor">Daftar ekspor</a></p>
        """));

    public static async Task OrderByForm(Visit visit, BackOfficeExport export)
    {
        if (await Transport.Disturbs(visit, export)) return;
        if (Filters.Read(visit, export) is not { } asked) await visit.Error(422);
        else
        {
            visit.Panel.Queue.Start(export, asked);
            await visit.Back($"/antrean/{export.Name}", "Ekspor sedang diproses. Anda akan diberi tahu.");
        }
    }

    public static async Task Order(Visit visit, BackOfficeExport export)
    {
        if (await Transport.Disturbs(visit, export)) return;
        if (await Filters.ReadJson(visit) is not { } asked) await visit.Error(422);
        else
        {
            var job = visit.Panel.Queue.Start(export, asked);
            await visit.Json(new { id = job.Id, message = "Ekspor sedang diproses. Anda akan diberi tahu." }, 202);
        }
    }

    public static Task Bell(Visit visit)
    {
        visit.Panel.Queue.Look();
        return visit.Json(visit.Panel.Queue.All.Reverse().Select(job => new
        {
            id = job.Id,
            judul = $"Ekspor {job.Export} {(job.Failed ? "gagal" : IsDone(visit, job) ? "selesai" : "diproses")}",
            dibuat = job.StartedAt,
            alamat = IsDone(visit, job) ? Address(job) : null,
        }));
    }

    public static Task List(Visit visit)
    {
        visit.Panel.Queue.Look();
        var rows = new StringBuilder();
        foreach (var job in visit.Panel.Queue.All.Reverse())
        {
            var file = job.Failed ? "gagal" : IsDone(visit, job) ? $"<a href=\"{Address(job)}\">{job.FileName}</a>" : "sedang diproses";
            var made = TimeZoneInfo.ConvertTime(job.StartedAt, visit.Panel.Options.Zone).ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);
            rows.Append($"<tr><td>{job.Id}</td><td>{job.Export}</td><td>{made}</td><td>{file}</td></tr>");
        }
        return visit.Html(Layout.Page(visit, "Daftar Ekspor", $"""
            <table class="table"><thead><tr><th>No</th><th>Laporan</th><th>Dibuat</th><th>Berkas</th></tr></thead><tbody>{rows}</tbody></table>
            """));
    }

    public static async Task File(Visit visit)
    {
        var job = visit.Panel.Queue.Find(int.TryParse((string?)visit.Http.Request.RouteValues["id"], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0);
        if (job is null || !IsDone(visit, job)) await visit.Error(404);
        else
        {
            var export = BackOfficeExport.Named(job.Export);
            var paper = visit.Panel.Reports.Make(export, new Asked(job.From, job.To)).Paper;
            await Transport.Send(visit, export, FileKinds.Write(paper, Path.GetFileNameWithoutExtension(job.FileName), "xlsx"));
        }
    }

    static bool IsDone(Visit visit, BackOfficeJob job) => !job.Failed && job.Looks >= visit.Panel.LooksUntilDone;

    static string Address(BackOfficeJob job) => string.Create(CultureInfo.InvariantCulture, $"/ekspor/{job.Id}");
}
