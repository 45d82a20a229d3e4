using System.Text;
using Kurir.Tests.Fetch;

namespace Kurir.EndToEnd;

/// <summary>Exports that a script makes, in a real browser.</summary>
public sealed class BrowserExportTests
{
    const string Rows = "Tanggal,Jumlah\n22 Nov,5\n";

    static Func<Asked, Answer> Panel(string page, Func<Asked, Answer?>? more = null) => asked => more?.Invoke(asked) ?? asked.Path switch
    {
        "/report" => Answer.Html(page),
        "/unduh/berkas" => Pages.Csv(),
        _ => Pages.NotFound,
    };

    [Fact]
    public async Task A_button_whose_script_cannot_be_read_is_pressed_in_the_browser_with_the_dates_it_heard_of()
    {
        await using var desk = new BrowserDesk(Panel(Pages.Scripted));
        Document file = await desk.Fetch();
        Assert.Equal("laporan.csv", file.FileName);
        Assert.Equal("text/csv", file.MediaType);
        Assert.Equal("?f=22.11.2026&t=23.11.2026", new Uri(desk.Server.Address, Assert.Single(desk.AskedFor("/unduh/berkas")).Target).Query);
        Assert.Equal("/report", new Uri(desk.Server.Requests[0].Target.Insert(0, "http://x")).AbsolutePath);
        Assert.Empty(desk.AskedFor("/hapus-semua"));
    }

    [Fact]
    public async Task A_site_over_plain_http_alone_starts_no_browser()
    {
        await using var desk = new BrowserDesk(Panel(Pages.Scripted), SessionMode.Http);
        Assert.Equal(FaultName.NeedsBrowser, (await desk.Fault()).Name);
        Assert.False(Directory.Exists(desk.BrowserFolder));
    }

    [Fact]
    public async Task A_report_that_plain_http_can_fetch_starts_no_browser()
    {
        await using var desk = new BrowserDesk(Panel(Pages.Report($"""<form action="/unduh/berkas">{Pages.Dates}<button>Export</button></form>""")));
        Assert.Equal(Rows, await desk.Text());
        Assert.False(Directory.Exists(desk.BrowserFolder));
    }

    [Fact]
    public async Task A_file_made_of_a_script_s_own_request_is_kept()
    {
        string page = Pages.Report($"{Pages.Dates}<button>Export</button>", """
            document.querySelector('button').onclick = async () => {
                const reply = await fetch('/api/rows', { method: 'POST', headers: { 'X-CSRF-TOKEN': document.querySelector('meta[name=csrf-token]').content, 'Content-Type': 'application/json' },
                    body: JSON.stringify({ from: document.querySelector('[name=start]').value, to: document.querySelector('[name=end]').value }) });
                const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(await reply.blob()), download: 'Penjualan é.csv' });
                document.body.append(link); link.click();
            };
            """);
        await using var desk = new BrowserDesk(Panel(page, asked => asked.Path == "/api/rows" ? Answer.Of(200, "text/csv", Encoding.UTF8.GetBytes(Rows)) : null));
        Document file = await desk.Fetch();
        Assert.Equal("Penjualan é.csv", file.FileName);
        Assert.Equal(Rows.Length, file.Length);
        Asked posted = Assert.Single(desk.AskedFor("/api/rows"));
        Assert.Equal("""{"from":"2026-11-22","to":"2026-11-23"}""", posted.Body);
        Assert.Equal("csrf-of-this-page-0123456789", posted.Header("X-CSRF-TOKEN"));
    }

    public static TheoryData<string, string> Ways => new()
    {
        { "data address", "const a = document.createElement('a'); a.href = 'data:text/csv,' + encodeURIComponent('Tanggal,Jumlah\\n22 Nov,5\\n'); a.download = 'x.csv'; a.click();" },
        { "new window", "window.open('/unduh/berkas');" },
        { "window of a blob", "window.open(URL.createObjectURL(new Blob(['Tanggal,Jumlah\\n22 Nov,5\\n'], { type: 'application/octet-stream' })));" },
        { "posted form of a script", "const f = document.createElement('form'); f.method = 'post'; f.action = '/unduh/berkas'; document.body.append(f); f.submit();" },
        { "hidden frame", "const f = document.createElement('iframe'); f.src = '/unduh/berkas'; document.body.append(f);" },
        { "late", "setTimeout(() => { location.href = '/unduh/berkas'; }, 3000);" },
        { "asked first", "if (confirm('Export 12 baris?')) location.href = '/unduh/berkas';" },
        { "fetched and not saved", "fetch('/unduh/berkas');" },
    };

    [Theory, MemberData(nameof(Ways))]
    public async Task A_file_is_kept_whatever_way_it_comes(string way, string script)
    {
        await using var desk = new BrowserDesk(Panel(Pages.Report($"{Pages.Dates}<button>Export</button>", $"document.querySelector('button').onclick = () => {{ {script} }};")), SessionMode.Browser);
        Assert.True(Rows == await desk.Text(), way);
    }

    [Fact]
    public async Task A_pdf_that_a_viewer_would_show_is_kept()
    {
        byte[] pdf = Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
        string page = Pages.Report($"{Pages.Dates}<button>Export</button>", "document.querySelector('button').onclick = () => window.open('/laporan.pdf');");
        await using var desk = new BrowserDesk(Panel(page, asked => asked.Path == "/laporan.pdf" ? Answer.Of(200, "application/pdf", pdf) : null), SessionMode.Browser);
        Document file = await desk.Fetch();
        Assert.Equal(pdf.Length, file.Length);
        Assert.Equal("application/pdf", file.MediaType);
    }

    [Fact]
    public async Task A_page_that_comes_in_place_of_a_file_is_the_report()
    {
        string page = Pages.Report($"{Pages.Dates}<button>Export</button>", "document.querySelector('button').onclick = () => window.open('/tampil');");
        await using var desk = new BrowserDesk(Panel(page, asked => asked.Path == "/tampil" ? Answer.Html("<!doctype html><table><tr><th>Tanggal<th>Jumlah<tr><td>22 Nov<td>5</table>") : null), SessionMode.Browser);
        Assert.Contains("<td>22 Nov", await desk.Text(), StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string?> Fields => new()
    {
        { """<input name="start" placeholder="dd/mm/yyyy"> <input name="end" placeholder="dd/mm/yyyy">""", "22/11/2026|23/11/2026", null },
        { """<input name="start" data-date-format="dd MM yyyy"> <input name="end" data-date-format="dd MM yyyy">""", "22 11 2026|23 11 2026", null },
        { """<input name="start"> <input name="end">""", "2026.11.22|2026.11.23", "yyyy.MM.dd" },
        { """<input name="start" type="datetime-local"> <input name="end" type="datetime-local">""", "2026-11-22T00:00|2026-11-23T23:59", null },
        { """<input name="start" placeholder="dd-mm-yyyy" readonly> <input name="end" placeholder="dd-mm-yyyy" readonly>""", "22-11-2026|23-11-2026", null },
        { """<label>start <input placeholder="dd/mm/yyyy"></label> <input placeholder="end" data-format="dd/mm/yyyy">""", "22/11/2026|23/11/2026", null },
    };

    [Theory, MemberData(nameof(Fields))]
    public async Task Dates_are_typed_as_the_field_wants_them_and_its_script_hears_of_it(string fields, string expected, string? format)
    {
        // Only what change events brought is exported, and a key press is needed as date pickers need it.
        string page = Pages.Report($"{fields}<button>Export</button>", """
            const heard = ['', ''];
            document.querySelectorAll('input').forEach((e, i) => { e.addEventListener('change', () => heard[i] = e.value); });
            document.querySelector('button').onclick = () => location.href = '/unduh/berkas?heard=' + encodeURIComponent(heard.join('|'));
            """);
        await using var desk = new BrowserDesk(Panel(page), SessionMode.Browser);
        await desk.Fetch(BrowserDesk.Report(format: format));
        Assert.Equal(expected, Uri.UnescapeDataString(Assert.Single(desk.AskedFor("/unduh/berkas")).Target.Split("heard=")[1]));
    }

    public static TheoryData<string, string, string> Ranges => new()
    {
        { """<input id="p" placeholder="dd/mm/yyyy - dd/mm/yyyy">""", "", "22/11/2026 - 23/11/2026" },
        { """<input id="p" value="2026-09-01 to 2026-09-30" readonly>""", "", "2026-11-22 to 2026-11-23" },
        { """<input id="p" readonly>""", "p._flatpickr = { config: { mode: 'range' }, selectedDates: [], formatDate: d => d, setDate(days) { this.selectedDates = days; p.value = days.join(' → '); p.dispatchEvent(new Event('change')); } };", "2026-11-22 → 2026-11-23" },
    };

    [Theory, MemberData(nameof(Ranges))]
    public async Task One_field_may_take_both_days(string field, string picker, string expected)
    {
        string page = Pages.Report($"""<label for="p">Periode</label>{field}<button>Export</button>""", $$"""
            const p = document.getElementById('p'); let heard = ''; {{picker}}
            p.addEventListener('change', () => heard = p.value);
            document.querySelector('button').onclick = () => location.href = '/unduh/berkas?heard=' + encodeURIComponent(heard);
            """);
        await using var desk = new BrowserDesk(Panel(page), SessionMode.Browser);
        await desk.Fetch(BrowserDesk.Report("Periode", "Periode"));
        Assert.Equal(expected, Uri.UnescapeDataString(Assert.Single(desk.AskedFor("/unduh/berkas")).Target.Split("heard=")[1]));
    }

    public static TheoryData<string, string, string> Pickers => new()
    {
        { """<label>Periode <input id="p" name="periode"></label>""", "$('#p').daterangepicker({ locale: { format: 'DD/MM/YYYY', separator: ' s/d ' }, startDate: '01/09/2026', endDate: '30/09/2026' });", "22/11/2026 s/d 23/11/2026" },
        {
            """<label>Periode <input id="p" name="periode" readonly></label>""",
            "$('#p').daterangepicker({ autoUpdateInput: false, timePicker: true }).on('apply.daterangepicker', (_, box) => $('#p').val(box.startDate.format('YYYY-MM-DD') + '..' + box.endDate.format('YYYY-MM-DD')).trigger('change'));",
            "2026-11-22..2026-11-23"
        },
        {
            """<input name="start"> <input name="end">""",
            "$('input').daterangepicker({ singleDatePicker: true, startDate: '05/06/2026', locale: { format: 'MM/DD/YYYY' } });", "11/22/2026|11/23/2026"
        },
    };

    [Theory, MemberData(nameof(Pickers))]
    public async Task The_real_daterangepicker_takes_both_days_or_one(string fields, string picker, string expected)
    {
        string scripts = string.Concat(((string[])["jquery.min.js", "moment.min.js", "daterangepicker.js"]).Select(file => $"<script src=\"/aset/{file}\"></script>"));
        string page = Pages.Report($"{scripts}{fields}<button type=button id=go>Export</button>", $$"""
            const heard = {}; {{picker}}
            $('input[name]').on('change', e => heard[e.target.name] = e.target.value);
            $('#go').on('click', () => location.href = '/unduh/berkas?heard=' + encodeURIComponent(Object.values(heard).join('|')));
            """);
        await using var desk = new BrowserDesk(asked => asked.Path.StartsWith("/aset/", StringComparison.Ordinal)
            ? Answer.Of(200, "text/javascript", File.ReadAllBytes(Path.Combine(StepwiseTests.AssetsFolder(), Path.GetFileName(asked.Path)))) : Panel(page)(asked), SessionMode.Browser);
        bool one = expected.Contains('|', StringComparison.Ordinal);
        await desk.Fetch(BrowserDesk.Report(one ? "start" : "Periode", one ? "end" : "Periode"));
        Assert.Equal(expected, Uri.UnescapeDataString(Assert.Single(desk.AskedFor("/unduh/berkas")).Target.Split("heard=")[1]));
    }

    const string Widgets = """
        <span id="lc">Cabang</span><div id="c" role="combobox" tabindex="0" aria-labelledby="lc" aria-expanded="false" style="width:90px;height:20px">Semua</div>
        <ul id="opsi" role="listbox" style="display:none"><li role="option">Bandung</li><li role="option">Bandung Timur</li><li role="option">Jakarta</li></ul>
        <div role="radiogroup" aria-label="Urutan" id="u"><span role="radio" aria-checked="true">Lama</span> <span role="radio" aria-checked="false">Baru</span></div>
        <span role="switch" aria-checked="false" aria-label="Termasuk batal" id="s" style="display:inline-block;width:20px;height:20px">o</span>
        """;

    const string WidgetScript = """
        const at = id => document.getElementById(id);
        at('c').onclick = () => setTimeout(() => at('opsi').style.display = 'block', 200);
        for (const o of at('opsi').children) o.onclick = () => { at('c').textContent = o.textContent; at('opsi').style.display = 'none'; };
        for (const r of at('u').children) r.onclick = () => { for (const x of at('u').children) x.setAttribute('aria-checked', x === r); };
        at('s').onclick = () => at('s').setAttribute('aria-checked', at('s').getAttribute('aria-checked') !== 'true');
        document.querySelector('button').onclick = () => location.href = '/unduh/berkas?' + [at('c').textContent, at('u').querySelector('[aria-checked=true]').textContent, at('s').getAttribute('aria-checked')].join('|');
        """;

    static ExportConfig Choosing(string branch) => BrowserDesk.Report() with
    {
        Form = BrowserDesk.Report().Form! with { Fields = new Dictionary<string, string> { ["Cabang"] = branch, ["Urutan"] = "Baru", ["Termasuk batal"] = "yes" } },
    };

    [Fact]
    public async Task Lists_groups_and_switches_that_a_script_draws_are_chosen_by_what_stands_there()
    {
        await using var desk = new BrowserDesk(Panel(Pages.Report($"{Pages.Dates}{Widgets}<button>Export</button>", WidgetScript)), SessionMode.Browser);
        await desk.Fetch(Choosing("Bandung"));
        Assert.Equal("?Bandung|Baru|true", Uri.UnescapeDataString(Assert.Single(desk.AskedFor("/unduh/berkas")).Target["/unduh/berkas".Length..]));
        Fault fault = await desk.Fault(Choosing("Surabaya"));
        Assert.Equal(FaultName.FieldNotFound, fault.Name);
        Assert.Contains("has no choice 'Surabaya'. It has: Bandung, Bandung Timur, Jakarta.", fault.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_that_does_not_keep_its_value_is_a_fault_and_the_button_is_not_pressed()
    {
        string page = Pages.Report($"{Pages.Dates}<button>Export</button>", """
            document.querySelector('[name=end]').addEventListener('change', () => setTimeout(() => document.querySelector('[name=start]').value = '2026-01-01', 50));
            document.querySelector('button').onclick = () => location.href = '/unduh/berkas';
            """);
        await using var desk = new BrowserDesk(Panel(page), SessionMode.Browser);
        Fault fault = await desk.Fault();
        Assert.Equal(FaultName.PageChanged, fault.Name);
        Assert.Contains("the field 'start' shows '2026-01-01' after '2026-11-22' was typed", fault.Cause, StringComparison.Ordinal);
        Assert.Empty(desk.AskedFor("/unduh/berkas"));
    }

    public static TheoryData<string> Covers => new()
    {
        """<div style="position:fixed;top:0;left:0;right:0;height:95vh;background:#ccc">bar</div>""",
        """<div style="position:fixed;inset:0" id="cookies"><p>We use cookies</p><button type="button" aria-label="Close" onclick="this.parentNode.remove()">×</button><button onclick="location.href='/hapus-semua'">Terima semua</button></div>""",
        """<div style="position:fixed;inset:0" id="busy">Memuat…</div><script>setTimeout(() => document.getElementById('busy').remove(), 900); fetch('/slow')</script>""",
        """<div style="position:fixed;inset:0;z-index:9"></div><div style="position:fixed;inset:0;z-index:8"><a href="/hapus-semua" style="position:absolute;inset:0">x</a></div>""",
    };

    [Theory, MemberData(nameof(Covers))]
    public async Task What_covers_the_button_is_put_aside_and_nothing_else_is_pressed(string cover)
    {
        string page = Pages.Report($"""<div style="height:1200px"></div>{Pages.Dates}<button id="go">Export</button>{cover}""", "document.getElementById('go').onclick = () => location.href = '/unduh/berkas';");
        await using var desk = new BrowserDesk(Panel(page, asked => asked.Path == "/slow" ? Answer.Json("{}") with { Delay = TimeSpan.FromSeconds(1) } : null), SessionMode.Browser);
        Assert.Equal(Rows, await desk.Text());
        Assert.Empty(desk.AskedFor("/hapus-semua"));
    }

    public static TheoryData<string, ExportConfig, FaultName, string> Wrong => new()
    {
        { "<button>Unduh</button><button>Hapus</button>", BrowserDesk.Report(), FaultName.ButtonNotFound, "The page has: Unduh, Hapus." },
        { "<button>Hapus</button>", BrowserDesk.Report(button: "Hapus"), FaultName.ButtonForbidden, "'Hapus'" },
        { "<button value=delete>Export</button>", BrowserDesk.Report(), FaultName.ButtonForbidden, "delete" },
        { "<button type=reset>Export</button>", BrowserDesk.Report(), FaultName.ButtonForbidden, "reset" },
        { "<button id=a>Export</button><button id=b>Export</button>", BrowserDesk.Report(), FaultName.FieldAmbiguous, "2 buttons" },
        { "<button>Export</button>", BrowserDesk.Report(start: "tanggal"), FaultName.FieldNotFound, "The page has: start, end." },
        { "<input name=start><button>Export</button>", BrowserDesk.Report(), FaultName.FieldAmbiguous, "2 fields named 'start'" },
        { "<button disabled>Export</button>", BrowserDesk.Report(), FaultName.PageChanged, "switched off" },
        { "<button onclick=\"alert('Data terlalu besar')\">Export</button>", BrowserDesk.Report(), FaultName.NothingCame, "Data terlalu besar" },
        { "<button onclick=\"fetch('/rusak')\">Export</button>", BrowserDesk.Report(), FaultName.NothingCame, "/rusak answered 404" },
        { "<button onclick=\"if (confirm('Hapus data ini?')) location.href='/hapus-semua'\">Export</button>", BrowserDesk.Report(), FaultName.NothingCame, "Hapus data ini?" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public async Task What_is_not_clear_is_not_pressed_and_the_fault_lists_what_is_there(string body, ExportConfig export, FaultName name, string says)
    {
        await using var desk = new BrowserDesk(Panel(Pages.Report(Pages.Dates + body)), SessionMode.Browser);
        Fault fault = await desk.Fault(export);
        Assert.Equal(name, fault.Name);
        Assert.Contains(says, fault.Cause, StringComparison.Ordinal);
        Assert.Contains("backend.yaml:9", fault.Remedy, StringComparison.Ordinal);
        Assert.Empty(desk.AskedFor("/hapus-semua"));
    }

    [Fact]
    public async Task A_file_above_the_bound_is_refused()
    {
        await using var desk = new BrowserDesk(Panel(Pages.Scripted, asked => asked.Path == "/unduh/berkas" ? Answer.File(new string('x', 300_000), "Content-Disposition: attachment") : null));
        Assert.Equal(FaultName.DownloadTooLarge, (await desk.Fault(BrowserDesk.Report() with { MaxSize = new ByteSize(100_000) })).Name);
    }

    [Fact]
    public async Task A_download_that_breaks_off_is_tried_again_by_the_run()
    {
        Answer cut = Answer.Raw("HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nContent-Disposition: attachment; filename=x.csv\r\nContent-Length: 5000\r\n\r\nTanggal,") with { Closes = true };
        await using var desk = new BrowserDesk(Panel(Pages.Scripted, asked => asked.Path == "/unduh/berkas" ? cut : null));
        Fault fault = await desk.Fault();
        Assert.Equal((FaultName.DownloadCut, FaultKind.Retry), (fault.Name, fault.Kind));
    }

    [Fact]
    public async Task The_export_s_time_is_kept_and_the_browser_goes_on_for_the_next()
    {
        bool hang = true;
        await using var desk = new BrowserDesk(Panel(Pages.Scripted, asked => asked.Path == "/unduh/berkas" && hang ? Pages.Csv() with { Delay = TimeSpan.FromSeconds(30) } : null));
        Assert.Equal(FaultName.TimedOut, (await desk.Fault(BrowserDesk.Report() with { Timeout = TimeSpan.FromSeconds(5) })).Name);
        hang = false;
        Assert.Equal(Rows, await desk.Text());
    }

    [Fact]
    public async Task The_number_that_a_script_announces_for_the_window_is_what_the_file_must_hold()
    {
        string page = Pages.Report($"{Pages.Dates}<p id=info>Menampilkan 1 sampai 10 dari 999 data</p><button>Export</button>", """
            for (const e of document.querySelectorAll('input')) e.addEventListener('change', async () => {
                const reply = await fetch('/grid?' + new URLSearchParams({ s: document.querySelector('[name=start]').value, e: document.querySelector('[name=end]').value }));
                document.getElementById('info').textContent = 'Menampilkan 1 sampai 10 dari ' + (await reply.json()).n + ' data';
            });
            document.querySelector('button').onclick = () => location.href = '/unduh/berkas';
            """);
        await using var desk = new BrowserDesk(Panel(page, asked => asked.Path == "/grid" ? Answer.Json("""{"n":12}""") with { Delay = TimeSpan.FromMilliseconds(300) } : null), SessionMode.Browser);
        Assert.Equal(12, (await desk.Fetch()).Announced);
    }

    [Fact]
    public async Task Exports_side_by_side_do_not_see_each_other_s_files()
    {
        await using var desk = new BrowserDesk(asked => asked.Path switch
        {
            "/unduh/berkas" => Pages.Csv(asked.Target.Split("n=")[1]) with { Delay = TimeSpan.FromMilliseconds(200) },
            _ when asked.Path.StartsWith("/report/", StringComparison.Ordinal) =>
                Answer.Html(Pages.Report("<button>Export</button>", $"document.querySelector('button').onclick = () => window.open('/unduh/berkas?n={asked.Path[8..]}');")),
            _ => Pages.NotFound,
        }, SessionMode.Browser);
        ExportConfig Number(int n) => new() { Page = $"/report/{n}", Form = new FormConfig { Button = "Export" } };
        string[] texts = await Task.WhenAll(Enumerable.Range(1, 6).Select(n => desk.Text(Number(n))));
        Assert.Equal(Enumerable.Range(1, 6).Select(n => $"Tanggal,Jumlah\n{n},5\n"), texts);
    }
}
