using System.Diagnostics;
using System.Net;
using System.Text;
using Kurir.BackOffice;

namespace Kurir.Tests.BackOffice;

public sealed partial class PanelFaultTests
{
    static readonly Dictionary<string, Func<Scene, Task>> s_proofs = new()
    {
        ["password-refused"] = scene => scene.SignInTold("Email atau password salah."),
        ["account-locked"] = scene => scene.SignInTold("Akun Anda terkunci"),
        ["throttled"] = scene => scene.SignInStatus(429, retryAfter: true),
        ["throttled-message"] = scene => scene.SignInTold("Terlalu banyak upaya masuk"),
        ["sign-in-error"] = scene => scene.SignInStatus(500),
        ["captcha"] = async scene =>
        {
            await scene.SignInTold("Captcha wajib diisi.");
            await scene.PageHas("/login", "g-recaptcha");
        },
        ["maintenance"] = async scene =>
        {
            scene.On();
            foreach (var address in (string[])["/", "/dashboard", "/api/list/user"])
            {
                using var reply = await scene.Browser.Get(address);
                Assert.Equal((503, true), ((int)reply.StatusCode, reply.Headers.RetryAfter is not null));
            }
        },
        ["no-password-field"] = async scene =>
        {
            scene.On();
            Assert.DoesNotContain("type=\"password\"", await scene.Browser.Text("/login"), StringComparison.Ordinal);
        },
        ["password-field-renamed"] = async scene =>
        {
            scene.On();
            await scene.PageHas("/login", "<input type=\"password\" name=\"sandi\"");
            using var refused = await scene.Browser.SignIn(scene.Panel.Accounts.Password);
            Assert.Equal("/login", refused.Headers.Location!.AbsolutePath);
            using var taken = await scene.Browser.SignIn(scene.Panel.Accounts.Password, "sandi");
            Assert.Equal("/dashboard", taken.Headers.Location!.AbsolutePath);
        },
        ["second-factor"] = async scene =>
        {
            scene.On();
            using var half = await scene.Browser.SignIn(scene.Panel.Accounts.Password);
            Assert.Equal("/verifikasi", half.Headers.Location!.AbsolutePath);
            using var closed = await scene.Browser.Get("/dashboard");
            Assert.Equal("/verifikasi", closed.Headers.Location!.AbsolutePath);
            using var whole = await scene.Browser.Post("/verifikasi", ("_token", await scene.Browser.Token("/verifikasi")), ("code", scene.Panel.Accounts.Code));
            Assert.Equal("/dashboard", whole.Headers.Location!.AbsolutePath);
        },
        ["sign-in-elsewhere"] = async scene =>
        {
            scene.On();
            using var elsewhere = await scene.Browser.Get("/login");
            Assert.Equal(("localhost", "/sso"), (elsewhere.Headers.Location!.Host, elsewhere.Headers.Location.AbsolutePath));
            var back = scene.Panel.Address + "sso/kembali";
            using var there = await scene.Browser.Post("/sso", ("_token", await scene.Browser.Token("/sso")), ("kembali", back), ("email", scene.Panel.Accounts.Email), ("password", scene.Panel.Accounts.Password));
            Assert.StartsWith(back + "?tiket=", there.Headers.Location!.ToString(), StringComparison.Ordinal);
            using var home = await scene.Browser.Get(there.Headers.Location.PathAndQuery);
            Assert.Equal("/dashboard", home.Headers.Location!.AbsolutePath);
            using var again = await scene.Browser.Get(there.Headers.Location.PathAndQuery);
            Assert.Equal("/login", again.Headers.Location!.AbsolutePath);
        },

        ["session-over-once"] = async scene =>
        {
            await scene.SignedIn();
            await scene.LeadsToSignIn();
            await scene.Browser.SignIn(scene.Panel.Accounts.Password);
            Assert.Equal(200, await scene.Status());
        },
        ["session-over"] = async scene =>
        {
            await scene.SignedIn();
            for (var i = 0; i < 3; i++)
            {
                await scene.LeadsToSignIn();
                await scene.Browser.SignIn(scene.Panel.Accounts.Password);
                await scene.PageHas("/dashboard", "Dashboard - Pensil Biru");
            }
        },
        ["page-expired-once"] = async scene =>
        {
            scene.On();
            await scene.SignInStatus(419);
            await scene.SignInStatus(302);
        },
        ["page-expired"] = async scene =>
        {
            await scene.SignedIn();
            for (var i = 0; i < 2; i++)
            {
                using var reply = await scene.Browser.Post("/transaksi/export", ("_token", await scene.Browser.Token("/transaksi/index-export")));
                Assert.Equal(419, (int)reply.StatusCode);
            }
        },
        ["stale-token"] = async scene =>
        {
            scene.On();
            await scene.SignInStatus(419);
            await scene.SignInStatus(302);
        },

        ["filter-renamed"] = async scene =>
        {
            await scene.SignedIn();
            await scene.PageHas("/user-front", "name=\"tgl_awal\"", "&tgl_akhir=");
            await scene.PageHas("/transaksi/index-export", "name=\"tgl_awal\"");
            Assert.Equal(PanelFiles.Canonical(scene.Panel.Expected(scene.Export, DateOnly.MinValue, DateOnly.MaxValue)), await scene.Rows());
        },
        ["button-gone"] = async scene =>
        {
            await scene.SignedIn();
            foreach (var export in BackOfficeExport.All) Assert.DoesNotContain("Export</button>", await scene.Browser.Text(export.Page), StringComparison.Ordinal);
        },
        ["page-moved"] = async scene =>
        {
            await scene.SignedIn();
            Assert.Equal(404, await scene.Status());
            using var page = await scene.Browser.Get("/point_transaction");
            Assert.Equal(404, (int)page.StatusCode);
        },

        ["server-error"] = scene => scene.Answers(500),
        ["gateway-timeout"] = scene => scene.Answers(504),
        ["busy"] = scene => scene.Answers(429, retryAfter: true),
        ["error-page-200"] = async scene =>
        {
            await scene.SignedIn();
            using var reply = await scene.Download();
            Assert.Equal((HttpStatusCode.OK, "text/html"), (reply.StatusCode, reply.Content.Headers.ContentType!.MediaType));
            Assert.Null(reply.Content.Headers.ContentDisposition);
        },
        ["slow"] = async scene =>
        {
            await scene.SignedIn();
            scene.Panel.Faults.SlowBy = TimeSpan.FromMilliseconds(300);
            var clock = Stopwatch.StartNew();
            Assert.Equal(scene.Truth(), await scene.Rows());
            Assert.InRange(clock.ElapsedMilliseconds, 250, 10_000);
        },
        ["hang"] = async scene =>
        {
            await scene.SignedIn();
            using var patience = new CancellationTokenSource(200);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scene.Browser.Http.GetAsync(scene.Address, patience.Token));
        },
        ["drip"] = async scene =>
        {
            await scene.SignedIn();
            using var reply = await scene.Browser.Http.GetAsync(scene.Address, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            using var patience = new CancellationTokenSource(200);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reply.Content.ReadAsByteArrayAsync(patience.Token));
            Assert.True(reply.Content.Headers.ContentLength > 1_000);
        },
        ["chunked"] = async scene =>
        {
            await scene.SignedIn();
            using var reply = await scene.Browser.Http.GetAsync(scene.Address, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            Assert.Equal((true, false), (reply.Headers.TransferEncodingChunked, reply.Content.Headers.Contains("Content-Length")));
            Assert.Equal(scene.Truth(), PanelFiles.Workbook(await reply.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)));
        },
        ["short-body"] = async scene =>
        {
            await scene.SignedIn();
            using var reply = await scene.Browser.Http.GetAsync(scene.Address, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            var (body, read) = (await reply.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), new MemoryStream());
            await Assert.ThrowsAnyAsync<IOException>(() => body.CopyToAsync(read, TestContext.Current.CancellationToken));
            Assert.Equal(reply.Content.Headers.ContentLength / 2, read.Length);
        },
        ["connection-reset"] = async scene =>
        {
            await scene.SignedIn();
            await Assert.ThrowsAsync<HttpRequestException>(scene.Download);
            Assert.Equal(0, scene.Panel.Requests[^1].Status);
        },
        ["redirect-loop"] = async scene =>
        {
            await scene.SignedIn();
            using var reply = await scene.Download();
            Assert.Equal(scene.Address, reply.Headers.Location!.PathAndQuery);
        },
        ["wrong-type"] = async scene =>
        {
            await scene.SignedIn();
            using var reply = await scene.Download();
            Assert.Equal(("text/html", "laporan.doc"), (reply.Content.Headers.ContentType!.MediaType, reply.Content.Headers.ContentDisposition!.FileName!.Trim('"')));
            Assert.Equal(scene.Truth(), await scene.Rows());
        },

        ["sign-in-page-as-file"] = scene => scene.FileIs(text => text.Contains("name=\"password\"", StringComparison.Ordinal), ".xlsx"),
        ["error-page-as-file"] = scene => scene.FileIs(text => text.Contains("Server Error", StringComparison.Ordinal), ".xlsx"),
        ["empty-file"] = scene => scene.FileIs(text => text.Length == 0, ".xlsx"),
        ["truncated"] = async scene =>
        {
            await scene.SignedIn(on: false);
            var whole = await scene.Bytes();
            scene.On();
            Assert.Equal(whole[..(whole.Length / 2)], await scene.Bytes());
        },
        ["stray-bytes"] = async scene =>
        {
            await scene.SignedIn();
            var bytes = await scene.Bytes();
            Assert.Equal("\uFEFF"u8.ToArray(), bytes[..3]);
            Assert.Equal(scene.Truth(), PanelFiles.Workbook(bytes[bytes.AsSpan().IndexOf("PK"u8)..]));
        },
        ["xls-html"] = scene => scene.FileIs(text => Flat(PanelFiles.Html(text)) == Flat(scene.Printed()), ".xls"),
        ["xls-xml"] = scene => scene.FileIs(text => Flat(Spreadsheet(text)) == Flat(scene.Truth()), ".xls"),
        ["xls-csv"] = scene => scene.FileIs(text => Flat(PanelFiles.Csv(text, ';')) == Flat(scene.Printed()), ".xls", Encoding.Latin1),
        ["xls-biff"] = async scene =>
        {
            await scene.SignedIn();
            var bytes = await scene.Bytes();
            Assert.Equal(0xD0, bytes[0]);
            Assert.Equal(scene.Truth(), PanelFiles.Workbook(bytes));
        },
        ["inline-strings"] = async scene =>
        {
            await scene.SignedIn();
            var bytes = await scene.Bytes();
            Assert.Contains("t=\"inlineStr\"", PanelFiles.Part(bytes, "xl/worksheets/sheet1.xml"), StringComparison.Ordinal);
            Assert.Equal(scene.Truth(), PanelFiles.Workbook(bytes));
        },
        ["dates-1904"] = async scene =>
        {
            await scene.SignedIn();
            var bytes = await scene.Bytes();
            Assert.Contains("date1904=\"1\"", PanelFiles.Part(bytes, "xl/workbook.xml"), StringComparison.Ordinal);
            Assert.Equal(scene.Truth(), PanelFiles.Workbook(bytes));
        },
        ["pdf-no-lines"] = async scene =>
        {
            await scene.SignedIn();
            var bytes = await scene.Bytes();
            Assert.Equal(PanelFiles.Squeezed(string.Concat(scene.Printed().Skip(1).SelectMany(row => row))), PanelFiles.PdfBody(bytes, scene.Export));
            Assert.Equal(0, PanelFiles.PdfLines(bytes));
            scene.Panel.Faults.Clear();
            Assert.NotEqual(0, PanelFiles.PdfLines(await scene.Browser.File(scene.Export, scene.From, scene.To, "&format=pdf")));
        },
        ["pdf-heading-once"] = async scene =>
        {
            await scene.SignedIn();
            var pages = PanelFiles.PdfTexts(await scene.Bytes());
            Assert.Contains("NomorTransaksi", pages[0], StringComparison.Ordinal);
            Assert.All(pages.Skip(1), page => Assert.DoesNotContain("NomorTransaksi", page, StringComparison.Ordinal));
            Assert.NotEqual(1, pages.Count);
        },
        ["zip-bomb"] = async scene =>
        {
            await scene.SignedIn();
            var bytes = await scene.Bytes();
            Assert.InRange(bytes.Length, 0, 4 << 20);
            Assert.InRange(PanelFiles.Unpacked(bytes, "xl/worksheets/sheet1.xml"), 256L << 20, 300L << 20);
        },
        ["huge-cell"] = async scene =>
        {
            await scene.SignedIn();
            Assert.Equal(2_000_000, PanelFiles.Workbook(await scene.Bytes())[1][^1].Length);
        },

        ["filter-ignored"] = async scene =>
        {
            await scene.SignedIn();
            Assert.Equal(PanelFiles.Canonical(scene.Panel.Expected(scene.Export, DateOnly.MinValue, DateOnly.MaxValue)), await scene.Rows());
        },
        ["wrong-window"] = async scene =>
        {
            await scene.SignedIn();
            Assert.Equal(PanelFiles.Canonical(scene.Panel.Expected(scene.Export, scene.From.AddDays(-5), scene.From.AddDays(-1))), await scene.Rows());
        },
        ["header-only"] = async scene =>
        {
            await scene.SignedIn();
            Assert.Equal(scene.Truth().Take(1), await scene.Rows());
            await scene.Announces(scene.Truth().Count - 1);
        },
        ["no-data"] = async scene =>
        {
            await scene.SignedIn();
            var rows = await scene.Rows();
            Assert.Equal(("Tidak ada data yang ditemukan", 2), (rows[1][0], rows.Count));
            await scene.Announces(0);
        },
        ["last-rows-dropped"] = scene => scene.LosesRows(truth => truth.SkipLast(3)),
        ["cap-10"] = scene => scene.LosesRows(truth => truth.Take(11)),
        ["cap-100"] = scene => scene.LosesRows(truth => truth.Take(101)),
        ["cap-1000"] = async scene =>
        {
            scene.From = scene.To.AddDays(-60);
            await scene.LosesRows(truth => truth.Take(1_001));
        },
        ["rows-vanish"] = async scene =>
        {
            await scene.SignedIn();
            Assert.Equal(scene.Truth().Where((_, i) => i == 0 || (i - 1) % 20 != 0), await scene.Rows());
        },
        ["late-rows"] = async scene =>
        {
            await scene.SignedIn();
            var (today, rows) = (scene.Panel.Expected(scene.Export, scene.To, scene.To).Rows.Count, await scene.Rows());
            Assert.Equal(scene.Truth().Count - (today + 2) / 3, rows.Count);
            scene.Panel.Clock.AdvanceDays(1);
            await scene.Browser.SignIn(scene.Panel.Accounts.Password);
            Assert.Equal(scene.Truth(), await scene.Rows());
        },
        ["new-ids"] = async scene =>
        {
            await scene.SignedIn();
            var keys = scene.Truth().Select(row => row[0]).ToHashSet();
            Assert.All((await scene.Rows()).Skip(1), row => Assert.DoesNotContain(row[0], keys));
        },
        ["duplicate-keys"] = async scene =>
        {
            await scene.SignedIn();
            var (truth, rows) = (scene.Truth(), await scene.Rows());
            Assert.Equal(truth, rows.SkipLast(2));
            Assert.Equal((truth[1][0], "BERBEDA"), (rows[^2][0], rows[^2][^1]));
            Assert.NotEqual(truth[1], rows[^2]);
        },
        ["statuses-changed"] = async scene =>
        {
            await scene.SignedIn();
            Assert.All((await scene.Rows()).Skip(1), row => Assert.Equal("DITINJAU", row[9]));
        },
        ["bad-dates"] = async scene =>
        {
            await scene.SignedIn();
            var bad = (await scene.Rows()).Skip(1).Where((_, i) => i % 5 == 0).Select(row => row[8]).ToList();
            Assert.All(bad, text => Assert.Contains(text, (string[])["31 Feb 2026", "0000-00-00", "-"]));
            Assert.Equal(3, bad.Distinct().Count());
        },
        ["ids-as-numbers"] = async scene =>
        {
            await scene.SignedIn();
            scene.Export = BackOfficeExport.Transaksi;
            var (truth, rows) = (scene.Truth(), await scene.Rows());
            Assert.Equal(truth[1][0].TrimStart('0'), rows[1][0]);
            var reference = truth.FindIndex(row => row[12].Length == 17 && row[12].All(char.IsAsciiDigit) && row[12][^1] != '0');
            Assert.NotEqual(truth[reference][12], rows[reference][12]);
        },
        ["error-cells"] = async scene =>
        {
            await scene.SignedIn();
            Assert.Contains("t=\"e\"><v>#N/A</v>", PanelFiles.Part(await scene.Bytes(), "xl/worksheets/sheet1.xml"), StringComparison.Ordinal);
        },
        ["columns-reordered"] = async scene =>
        {
            await scene.SignedIn();
            Assert.Equal(scene.Truth().Select(row => row.Reverse().ToArray()), await scene.Rows());
        },
        ["column-renamed"] = scene => scene.HeadingsAre(name => name == "Alasan Batal" ? "Kolom Baru" : name),
        ["key-column-renamed"] = scene => scene.HeadingsAre(name => name == "Nomor Transaksi QRCODE" ? "Kolom Baru" : name),
        ["key-column-missing"] = async scene =>
        {
            await scene.SignedIn();
            Assert.Equal(scene.Truth().Select(row => row.Skip(1)), await scene.Rows());
        },
        ["column-added"] = async scene =>
        {
            await scene.SignedIn();
            var rows = await scene.Rows();
            Assert.Equal(("Diperbarui Oleh", "sistem"), (rows[0][1], rows[1][1]));
            Assert.Equal(scene.Truth(), rows.Select(row => row.Where((_, i) => i != 1).ToArray()));
        },
        ["totals-row"] = async scene =>
        {
            await scene.SignedIn();
            scene.Export = BackOfficeExport.PembayaranKoin;
            var (truth, rows) = (scene.Truth(), await scene.Rows());
            Assert.Equal(truth, rows.SkipLast(1));
            Assert.Equal(("TOTAL", truth.Skip(1).Sum(row => int.Parse(row[4], System.Globalization.CultureInfo.InvariantCulture))),
                (rows[^1][0], int.Parse(rows[^1][4], System.Globalization.CultureInfo.InvariantCulture)));
        },
        ["totals-row-larger"] = async scene =>
        {
            await scene.SignedIn();
            scene.Export = BackOfficeExport.PembayaranKoin;
            var (truth, rows) = (scene.Truth(), await scene.Rows());
            Assert.Equal(truth.SkipLast(3), rows.SkipLast(1));
            Assert.Equal(truth.Skip(1).Sum(row => int.Parse(row[4], System.Globalization.CultureInfo.InvariantCulture)), int.Parse(rows[^1][4], System.Globalization.CultureInfo.InvariantCulture));
        },
        ["title-rows"] = async scene =>
        {
            await scene.SignedIn();
            var rows = await scene.Rows();
            Assert.Equal(["PENSIL BIRU", "Histori Poin"], rows.Take(2).Select(row => row[0]));
            Assert.StartsWith("Periode: 19 Nov 2026 s/d 23 Nov 2026", rows[2][0], StringComparison.Ordinal);
            Assert.Equal(scene.Truth(), rows.Skip(3));
        },
        ["two-row-heading"] = async scene =>
        {
            await scene.SignedIn();
            var rows = await scene.Rows();
            Assert.Equal(("Data", "", "Rincian"), (rows[0][0], rows[0][1], rows[0][5]));
            Assert.Equal(scene.Truth(), rows.Skip(1));
        },

        ["pager-loops"] = async scene =>
        {
            await scene.SignedIn();
            var pages = (scene.Truth().Count - 1 + 9) / 10;
            var (first, again) = (await scene.Report(1), await scene.Report(pages + 1));
            Assert.Equal(PanelFiles.Html(first), PanelFiles.Html(again));
            Assert.Contains("rel=\"next\"", await scene.Report(pages), StringComparison.Ordinal);
            Assert.Contains("rel=\"next\"", again, StringComparison.Ordinal);
        },
        ["wrong-total"] = async scene =>
        {
            await scene.SignedIn();
            await scene.Announces(scene.Truth().Count - 1 + 7);
        },
        ["grid-markup"] = async scene =>
        {
            await scene.SignedIn();
            var grid = await PanelExportTests.Json(scene.Browser, "/point_transaction/data?start_date=2026-11-19&end_date=2026-11-23");
            var cells = PanelExportTests.Rows(grid.GetProperty("data"))[0];
            Assert.Equal($"<a href=\"#\" class=\"badge\">{scene.Truth()[1][0]}</a>", cells[0]);
            Assert.Equal($"<span style=\"display:none\">{scene.Truth()[1][7]}</span>{scene.Printed()[1][7]}", cells[7]);
        },
        ["unstable-order"] = async scene =>
        {
            await scene.SignedIn();
            var pages = (scene.Truth().Count - 1 + 9) / 10;
            var rows = new List<string[]>();
            for (var page = 1; page <= pages; page++) rows.AddRange(PanelFiles.Html(await scene.Report(page)).Skip(1));
            Assert.Equal(rows[9], rows[10]);
            var slipped = scene.Printed()[1..^1];
            slipped.Insert(9, slipped[9]);
            Assert.Equal(slipped, rows);
        },
    };

    static string Flat(IEnumerable<string[]> rows) => string.Join('\n', rows.Select(row => string.Join('\t', row)));

    static IEnumerable<string[]> Spreadsheet(string xml)
    {
        System.Xml.Linq.XNamespace ss = "urn:schemas-microsoft-com:office:spreadsheet";
        foreach (var row in System.Xml.Linq.XDocument.Parse(xml).Descendants(ss + "Row"))
            yield return [.. row.Elements(ss + "Cell").Select(cell => Day(cell.Attribute(ss + "StyleID")?.Value, cell.Value))];
    }

    static string Day(string? style, string value) => style switch { "Date" => value[..10], "Moment" => value[..19], _ => value };
}
