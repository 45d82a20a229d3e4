using Kurir.Tests.Fetch;

namespace Kurir.EndToEnd;

/// <summary>Pages of a panel whose exports only a script can make.</summary>
static class Pages
{
    public const string Dates = """<label>Dari <input type="date" name="start"></label> <label>Sampai <input type="date" name="end"></label>""";

    public static string Report(string body, string script = "") => $"""
        <!doctype html><html lang="id"><head><meta charset="utf-8"><meta name="csrf-token" content="csrf-of-this-page-0123456789"><title>Laporan</title></head>
        <body>{body}<script>{script}</script></body></html>
        """;

    /// <summary>The address is put together from what change events brought, in a way that cannot be read from the page.</summary>
    public static readonly string Scripted = Report($"""
        {Dates} <button type="button" id="go" class="btn expot-pdf">Export</button> <button type="button" onclick="location.href='/hapus-semua'">Hapus</button>
        """, """
        const chosen = {};
        for (const field of document.querySelectorAll('input')) field.addEventListener('change', () => { chosen[atob(field.name === 'start' ? 'Zg==' : 'dA==')] = field.value.split('-').reverse().join('.'); });
        document.getElementById('go').onclick = () => { const q = Object.keys(chosen).map(k => k + '=' + chosen[k]).join('&'); location['hr' + 'ef'] = ['', 'unduh', 'berkas'].join('/') + '?' + q; };
        """);

    public static Answer Csv(string rows = "22 Nov") => Answer.Of(200, "text/csv", System.Text.Encoding.UTF8.GetBytes($"Tanggal,Jumlah\n{rows},5\n"), "Content-Disposition: attachment; filename=\"laporan.csv\"");

    public static Answer NotFound => Answer.Html("<!doctype html><p>tidak ada", 404);
}
