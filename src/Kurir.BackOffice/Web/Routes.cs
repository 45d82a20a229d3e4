using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Kurir.BackOffice;

/// <summary>The panel's addresses, all of them.</summary>
static class Routes
{
    public static void Map(WebApplication app, BackOfficePanel panel)
    {
        Get(app, "/assets/panel.css", Layout.Style);
        Get(app, "/favicon.ico", visit => visit.Body("", "image/x-icon", 204));
        SignIn(app);
        Pages(app);
        Scripts(app);
        Data(app);
        if (panel.Options.Control) Control(app);
    }

    static void SignIn(WebApplication app)
    {
        Get(app, "/", SignInPages.Show);
        Get(app, "/login", SignInPages.Show);
        Post(app, "/login", SignInPages.Submit);
        Get(app, "/verifikasi", SignInPages.ShowCode);
        Post(app, "/verifikasi", SignInPages.SubmitCode);
        Get(app, "/masuk", TwoStepPages.Show);
        Post(app, "/masuk", TwoStepPages.Name);
        Get(app, "/masuk/sandi", TwoStepPages.ShowPassword);
        Post(app, "/masuk/sandi", TwoStepPages.Password);
        Get(app, "/pilih-cabang", TwoStepPages.ShowBranches);
        Post(app, "/pilih-cabang", TwoStepPages.Branch);
        Get(app, "/sso", ElsewherePages.Show);
        Post(app, "/sso", ElsewherePages.Submit);
        Get(app, "/sso/kembali", ElsewherePages.Return);
        Post(app, "/logout", SignInPages.Leave);
        Get(app, "/sanctum/csrf-cookie", SignInPages.CookieOnly);
    }

    static void Pages(WebApplication app)
    {
        Get(app, "/dashboard", Guarded(DashboardPage.Show));
        Get(app, "/menu/{name}", Guarded(DashboardPage.ShowOther));
        foreach (var export in BackOfficeExport.All)
        {
            Get(app, export.Page, Guarded(export, GridPages.Show));
            Get(app, export.Download, Guarded(export, Downloads.Export));
            Post(app, export.Download, Guarded(export, Downloads.Export));
            Get(app, export.Grid, Guarded(export, Lists.Grid));
            Post(app, export.Grid, Guarded(export, Lists.Grid));
            Get(app, $"/laporan/{export.Name}", Guarded(export, ReportPages.Numbered));
            Get(app, $"/laporan/{export.Name}/ringkas", Guarded(export, ReportPages.NextOnly));
            Get(app, $"/csv/{export.Name}", Guarded(export, Downloads.Csv));
        }
    }

    static void Scripts(WebApplication app)
    {
        Get(app, "/aset/{file}", visit => visit.Panel.SendAsset(visit));
        Get(app, "/aplikasi", AppPages.Show);
        Get(app, "/notifikasi", Guarded(QueuePages.Bell));
        Get(app, "/ekspor", Guarded(QueuePages.List));
        Get(app, "/ekspor/{id}", Guarded(QueuePages.File));
        Post(app, "/skrip/hapus", Guarded(ScriptPages.Delete));
        foreach (var export in BackOfficeExport.All)
        {
            var at = ScriptPages.Base(export);
            Get(app, $"{at}/tombol", Guarded(export, ScriptPages.Button));
            Get(app, $"{at}/berkas", Guarded(export, ScriptPages.File));
            Get(app, $"{at}/blob", Guarded(export, ScriptPages.Blob));
            Post(app, $"{at}/baris", Guarded(export, ScriptPages.Rows));
            Get(app, $"{at}/tabel", Guarded(export, ScriptPages.Table));
            Get(app, $"{at}/antrean", Guarded(export, QueuePages.Show));
            Post(app, $"{at}/antrean", Guarded(export, QueuePages.Order));
            Get(app, $"/antrean/{export.Name}", Guarded(export, QueuePages.ShowForm));
            Post(app, $"/antrean/{export.Name}", Guarded(export, QueuePages.OrderByForm));
        }
    }

    static void Data(WebApplication app)
    {
        Post(app, "/api/login", Lists.SignIn);
        Post(app, "/api/logout", Keys.Revoke);
        foreach (var export in BackOfficeExport.All)
        {
            Get(app, $"/api/page/{export.Name}", Keys.Bearer(export, Lists.Pages));
            Get(app, $"/api/offset/{export.Name}", Keys.Bearer(export, Lists.Offsets));
            Get(app, $"/api/cursor/{export.Name}", Keys.Bearer(export, Lists.Cursors));
            Get(app, $"/api/list/{export.Name}", Keys.Bearer(export, Lists.Whole));
            Get(app, $"/api/file/{export.Name}", Keys.Bearer(export, Downloads.Export));
            Get(app, $"/basic/{export.Name}", Keys.Basic(export, Downloads.Export));
            Get(app, $"/key/{export.Name}", Keys.ApiKey(export, Downloads.Export));
        }
    }

    static void Control(WebApplication app)
    {
        Map(app, "POST", "/_control/fault/{name}", Controls.FaultOn);
        Map(app, "DELETE", "/_control/fault/{name}", Controls.FaultOff);
        Map(app, "POST", "/_control/clear", Controls.Clear);
        Map(app, "POST", "/_control/advance/{days}", Controls.Advance);
        Map(app, "POST", "/_control/era/{era}", Controls.Era);
        Get(app, "/_control/requests", Controls.Requests);
    }

    static void Get(WebApplication app, string path, Func<Visit, Task> answer) => Map(app, "GET", path, answer);

    /// <summary>A posted form must bring its token; programs under /api have none.</summary>
    static void Post(WebApplication app, string path, Func<Visit, Task> answer) => Map(app, "POST", path, async visit =>
    {
        await visit.ReadForm(visit.Gone);
        if (path.StartsWith("/api/", StringComparison.Ordinal) || !await Tokens.Refused(visit, path)) await answer(visit);
    });

    static void Map(WebApplication app, string method, string path, Func<Visit, Task> answer) =>
        app.MapMethods(path, method == "GET" ? ["GET", "HEAD"] : [method], (RequestDelegate)(http => answer(Visit.Of(http))));

    static Func<Visit, Task> Guarded(Func<Visit, Task> answer) => async visit =>
    {
        if (await Keys.Admitted(visit, null)) await answer(visit);
    };

    static Func<Visit, Task> Guarded(BackOfficeExport export, Func<Visit, BackOfficeExport, Task> answer) => async visit =>
    {
        if (await Keys.Admitted(visit, export)) await answer(visit, export);
    };
}
