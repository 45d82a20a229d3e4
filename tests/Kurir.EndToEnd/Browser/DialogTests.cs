using Kurir.Tests.Fetch;

namespace Kurir.EndToEnd;

/// <summary>Dialogs that ask for a format or for columns before the file comes.</summary>
public sealed class DialogTests
{
    static readonly string Page = Pages.Report($"""
        {Pages.Dates}<button type="button" id="go">Export</button>
        <dialog id="tanya"><form method="dialog">
        <label>Format <select id="format"><option value="1">CSV</option><option value="2">XLSX</option></select></label>
        <fieldset><label><input type="checkbox" id="a" checked> Alamat</label><label><input type="checkbox" id="t"> Telepon</label></fieldset>
        <label><input type="radio" name="urut" value="naik"> Lama dahulu</label><label><input type="radio" name="urut" value="turun"> Baru dahulu</label>
        <button type="button" id="hapus">Hapus</button><button type="button" id="ya">Export</button></form></dialog>
        """, """
        const at = id => document.getElementById(id);
        at('go').onclick = () => setTimeout(() => at('tanya').showModal(), 400);
        at('hapus').onclick = () => { location.href = '/hapus-semua'; };
        at('ya').onclick = () => { location.href = '/unduh/berkas?' + [document.querySelector('[name=start]').value, document.querySelector('[name=end]').value, at('format').value, at('a').checked, at('t').checked,
            document.querySelector('[name=urut]:checked').value].map((value, i) => 'p' + i + '=' + value).join('&'); };
        """);

    static BrowserDesk Desk(bool learn = false) => new(asked => asked.Path switch
    {
        "/report" => Answer.Html(Page),
        "/unduh/berkas" => Pages.Csv(),
        _ => Pages.NotFound,
    }, learn: learn);

    static ExportConfig Report(string button, params (string Name, string Value)[] fields) => BrowserDesk.Report() with
    {
        Form = BrowserDesk.Report().Form! with { Then = [new FormStepConfig { Button = button, Fields = fields.ToDictionary(field => field.Name, field => field.Value) }] },
    };

    [Fact]
    public async Task A_dialog_is_answered_within_itself_and_what_it_sends_is_learned()
    {
        await using BrowserDesk desk = Desk(learn: true);
        ExportConfig report = Report("Export", ("Format", "XLSX"), ("Alamat", "no"), ("Telepon", "yes"), ("urut", "Baru dahulu"));
        Assert.Contains("22 Nov", await desk.Text(report), StringComparison.Ordinal);
        Assert.Equal("?p0=2026-11-22&p1=2026-11-23&p2=2&p3=false&p4=true&p5=turun", new Uri(desk.Server.Address, desk.AskedFor("/unduh/berkas").First().Target).Query);
        Assert.Equal("/unduh/berkas?p0=⟨start:yyyy-MM-dd⟩&p1=⟨end:yyyy-MM-dd⟩&p2=2&p3=false&p4=true&p5=turun", desk.Routes.Only!.Address);
        Assert.Empty(desk.AskedFor("/hapus-semua"));
    }

    public static TheoryData<string, string, string, FaultName, string> Faults => new()
    {
        { "Unduh", "Format", "XLSX", FaultName.ButtonNotFound, "The page has: Hapus, Export" },
        { "Hapus", "Format", "XLSX", FaultName.ButtonForbidden, "Hapus" },
        { "Export", "Jenis", "XLSX", FaultName.FieldNotFound, "#format" },
        { "Export", "Format", "PDF", FaultName.FieldNotFound, "It has: CSV, XLSX" },
    };

    [Theory, MemberData(nameof(Faults))]
    public async Task What_the_dialog_does_not_have_is_listed_and_nothing_of_it_is_pressed(string button, string field, string value, FaultName name, string says)
    {
        await using BrowserDesk desk = Desk();
        Fault fault = await desk.Fault(Report(button, (field, value)));
        Assert.Equal(name, fault.Name);
        Assert.Contains(says, fault.Cause, StringComparison.Ordinal);
        if (name != FaultName.ButtonForbidden) Assert.Contains("form.then", fault.Remedy, StringComparison.Ordinal);
        Assert.Empty(desk.AskedFor("/hapus-semua"));
        Assert.Empty(desk.AskedFor("/unduh/berkas"));
    }
}
