using System.IO.Compression;
using System.Text;
using Kurir.Tests.Fetch;

namespace Kurir.EndToEnd;

/// <summary>What a failed export leaves behind, of the real executable and a real browser: enough to see what happened, and no secret in any byte of it.</summary>
public sealed class BrowserEvidenceTests : IDisposable
{
    const string Session = "session-value-0123456789", Seen = "seen-cookie-9876543210", Csrf = "csrf-of-this-page-0123456789", Password = "correct-horse-7", Customer = "Budi Sutanto", Phone = "0812-7000-1122";
    static readonly string[] Secrets = [Session, Seen, Csrf, Password, "budi@example.com"];
    readonly KurirProcess kurir = new();

    public void Dispose() => kurir.Dispose();

    /// <summary>An error page that shows everything a screenshot should not: at known places, on white.</summary>
    static readonly string Gone = Pages.Report($"""
        <style>body{ "{" }margin:0;background:#fff{ "}" } .at{ "{" }position:absolute;height:30px;width:300px;background:#00ff00{ "}" }</style>
        <h1 class="at" style="top:400px;left:0">Gagal: server</h1>
        <input type="password" class="at" style="top:0;left:0" value="{Password}">
        <p class="at" style="top:50px;left:0;margin:0">Anda memakai {Password}</p>
        <p class="at" style="top:100px;left:0;margin:0" id="cookie"></p>
        <table style="position:absolute;top:200px;left:0;border-spacing:0"><tr><th>Kode<th>Nama<th>No. HP<tr><td>A1<td style="background:#00ff00;width:300px;height:30px">{Customer}<td>{Phone}</table>
        <p class="at" style="top:300px;left:0;margin:0">Pelanggan {Customer} ({Phone})</p>
        """, "document.getElementById('cookie').textContent = document.cookie; console.error('gagal untuk ' + document.cookie); localStorage.setItem('x', 'y');");

    static Answer Panel(Asked asked) => asked.Path switch
    {
        "/login" when asked.Method == "POST" => Answer.Redirect("/beranda", 302, $"Set-Cookie: panel_session={Session}; Path=/; HttpOnly"),
        "/login" => Answer.Html($"<!doctype html><form method=post action=/login><input type=hidden name=_token value={Csrf}><input name=email><input type=password name=password><button>Masuk</button></form>"),
        _ when asked.Cookie("panel_session") != Session => Answer.Redirect("/login"),
        "/beranda" => Answer.Html("<!doctype html><a href=/logout>Keluar</a>"),
        "/report" => Answer.Html(Pages.Report($"{Pages.Dates}<button>Export</button>", $"document.cookie = 'seen={Seen}; path=/'; document.querySelector('button').onclick = () => location.href = '/gagal?nama={Uri.EscapeDataString(Customer)}&kunci=' + document.querySelector('meta').nextElementSibling.content;")),
        "/gagal" => Answer.Html(Gone, 403),
        "/berkas" => Answer.Of(200, "text/csv", Encoding.UTF8.GetBytes($"Kode,Nama,HP\nA1,{Customer},{Phone}\n"), $"Set-Cookie: other={Seen}; Path=/"),
        _ => Pages.NotFound,
    };

    async Task<string> Fail(string evidence)
    {
        await using var panel = new ScriptedServer(Panel);
        kurir.Write("pipelines/backend.yaml", $$"""
            site: https://backend.example.com
            sign_in: /login
            session: browser
            evidence: {{evidence}}
            exports:
              report:
                page: /report
                form:
                  start: start
                  end: end
                  button: Export
              berkas:
                download: /berkas
                rows: { min: 100 }
            """);
        (kurir.Environment["BACKEND_USERNAME"], kurir.Environment["BACKEND_PASSWORD"]) = ("budi@example.com", Password);
        Ended ended = await kurir.Run("run", "backend", "--verbose", "--trace", "--site", panel.Address.ToString());
        Assert.Equal(1, ended.Code);
        foreach (string secret in Secrets) Assert.DoesNotContain(secret, ended.ToString(), StringComparison.Ordinal);
        return (await kurir.Run("show", "--json")).Json.GetProperty("runs")[0].GetProperty("id").GetString()!;
    }

    static IEnumerable<(string Name, byte[] Bytes)> Unpacked(string name, byte[] bytes)
    {
        yield return (name, bytes);
        if (!bytes.AsSpan().StartsWith("PK"u8)) yield break;
        using var zip = new ZipArchive(new MemoryStream(bytes));
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            using var content = new MemoryStream();
            using (Stream stream = entry.Open()) stream.CopyTo(content);
            foreach (var inner in Unpacked($"{name}/{entry.FullName}", content.ToArray())) yield return inner;
        }
    }

    /// <summary>In every form in which it might travel.</summary>
    static void Nowhere(string secret, IEnumerable<(string Name, byte[] Bytes)> files)
    {
        string[] forms = [secret, Uri.EscapeDataString(secret), secret.Replace(' ', '+'), Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))];
        foreach ((string name, byte[] bytes) in files)
            foreach (string form in forms)
                Assert.False(Encoding.Latin1.GetString(bytes).Contains(form, StringComparison.OrdinalIgnoreCase), $"{secret} in {name}");
    }

    [Fact]
    public async Task No_secret_and_no_personal_value_stands_in_any_byte_that_is_kept_or_packed()
    {
        string run = await Fail("{ personal: [Nama, HP, no_hp] }");
        Ended packed = await kurir.Run("show", run, "report", "--pack", kurir.PathOf("report.zip"));
        Assert.True(packed.Code == 0, packed.ToString());
        var files = Directory.EnumerateFiles(kurir.PathOf(".kurir/evidence"), "*", SearchOption.AllDirectories).Append(kurir.PathOf("report.zip")).SelectMany(file => Unpacked(file, File.ReadAllBytes(file))).ToList();
        foreach (string secret in (string[])[.. Secrets, Customer, Phone]) Nowhere(secret, files);

        string report = kurir.PathOf($".kurir/evidence/{run}/report/"), berkas = kurir.PathOf($".kurir/evidence/{run}/berkas/");
        Assert.Equal(["console.txt", "page.html", "page.png", "page.txt", "requests.txt", "step.txt", "trace.zip"], Directory.EnumerateFiles(report).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        string step = File.ReadAllText(report + "step.txt"), requests = File.ReadAllText(report + "requests.txt");
        Assert.Contains("waiting for what the button 'Export' brings", step, StringComparison.Ordinal);
        Assert.Contains("backend.yaml:11 (form.button)", step, StringComparison.Ordinal);
        Assert.Matches("""GET   403 +\d+ ms +\d+ B  http://127.0.0.1:\d+/gagal\?nama=\*\*\*&kunci=\*\*\*""", requests);
        Assert.Contains("error: gagal untuk seen=***", File.ReadAllText(report + "console.txt"), StringComparison.Ordinal);
        Assert.Contains("Gagal: server", File.ReadAllText(report + "page.txt"), StringComparison.Ordinal);
        Assert.Equal("Kode,Nama,HP\r\nA1,***,***", File.ReadAllText(berkas + "document-1.csv"));
        Assert.Contains("held       ", File.ReadAllText(berkas + "step.txt"), StringComparison.Ordinal);

        var picture = new Picture(await File.ReadAllBytesAsync(report + "page.png"));
        foreach ((int x, int y) in ((int, int)[])[(150, 15), (150, 65), (150, 115), (150, 315), (150, 235)]) Assert.Equal(0xFF00FF, picture[x, y]);
        Assert.Equal(0x00FF00, picture[290, 425]);
        Assert.Equal(0, Enumerable.Range(0, 400).Sum(y => Enumerable.Range(0, 300).Count(x => picture[x, y] == 0x00FF00)));
    }

    [Fact]
    public async Task Without_personal_columns_a_trace_shows_its_pages_and_still_no_secret()
    {
        string run = await Fail("{ keep: 3 days }");
        string report = kurir.PathOf($".kurir/evidence/{run}/report/");
        var files = Directory.EnumerateFiles(report).SelectMany(file => Unpacked(file, File.ReadAllBytes(file))).ToList();
        foreach (string secret in Secrets) Nowhere(secret, files);
        Assert.Contains(files, file => file.Name.EndsWith("trace.trace", StringComparison.Ordinal) && Encoding.UTF8.GetString(file.Bytes).Contains("frame-snapshot", StringComparison.Ordinal));
        Assert.DoesNotContain(files, file => Encoding.UTF8.GetString(file.Bytes).Contains("/login", StringComparison.Ordinal) && file.Name.Contains("trace", StringComparison.Ordinal));
        Assert.Contains(Customer, File.ReadAllText(report + "page.txt"), StringComparison.Ordinal);
        Ended shown = await kurir.Run("show", run, "report");
        Assert.Contains(Path.Combine(".kurir", "evidence", run, "report"), shown.Output, StringComparison.Ordinal);
    }
}
