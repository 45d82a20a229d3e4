namespace Kurir.Tests.Fetch;

/// <summary>Buttons whose click runs a script: the address is read from the page, or a browser is asked for.</summary>
public sealed class ScriptTests
{
    const string Fields = "<input type=date id=filter-start><input type=date id=filter-end>";
    const string Button = "<button type=button class='btn btn-success m3 expot-pdf' id=ekspor data-url='/user/ekspor'>Export</button>";

    static ExportConfig Export { get; } = new() { Page = "/page", Form = new FormConfig { Start = "#filter-start", End = "#filter-end", Button = "Export" } };

    static ScriptedServer Serve(string page) => new(asked => asked.Path == "/page" ? Answer.Html(page) : Answer.File("the report"));

    [Theory]
    [InlineData("$('.expot-pdf').on('click', function () { var s = $('#filter-start').val(), e = $('#filter-end').val(); window.location.href = '/user/export?start=' + s + '&end=' + e; });")]
    [InlineData("$(document).on('click', '.expot-pdf', function(){ let s=$('#filter-start').val(); let e=$('#filter-end').val(); location.href=`/user/export?start=${s}&end=${e}`; });")]
    [InlineData("document.getElementById('ekspor').addEventListener('click', () => { const s = document.getElementById('filter-start').value; window.open('/user/export?start=' + encodeURIComponent(s) + '&end=' + document.querySelector('#filter-end').value, '_blank') })")]
    [InlineData("const b = document.querySelector('.expot-pdf'); b.onclick = function () { let url = '/user/export'; url += '?start=' + $('#filter-start').val(); /* to */ url += \"&end=\" + $('#filter-end').val(); window.location = url; }")]
    [InlineData("$('#ekspor').click(function () { location.assign('/user/export?' + $.param({ start: $('#filter-start').val(), end: $('#filter-end').val() })); })")]
    [InlineData("$('#ekspor').click(() => { const p = new URLSearchParams(); p.append('start', $('#filter-start').val()); p.set('end', $('#filter-end').val()); location.href = `/user/export?${p.toString()}`; })")]
    [InlineData("$('#ekspor').click(() => { const u = new URL('/user/export', window.location.origin); u.searchParams.set('start', $('#filter-start').val()); u.searchParams.set('end', $('#filter-end').val()); location.href = u; })")]
    [InlineData("var base = '/user/export'; // not /user/import\n$('.expot-pdf').click(function(){ var start = $('#filter-start').val(); var end = $('#filter-end').val(); var a = document.createElement('a'); a.href = base + '?start=' + start + '&end=' + end; a.click(); })")]
    [InlineData("$('.reload').click(function(){ location.href = '/page?start=' + $('#filter-start').val() + '&end=' + $('#filter-end').val() }); $('.expot-pdf').click(function(){ if (!$('#filter-start').val()) { alert('isi'); return; } location.href = '/user/export?start=' + $('#filter-start').val() + '&end=' + $('#filter-end').val() });")]
    public async Task The_address_is_read_from_the_script(string script)
    {
        await using ScriptedServer server = Serve($"{Fields}<a class=reload href='#'>Muat</a>{Button}<script>{script}</script>");
        await using var courier = new Courier(server.Address);
        Assert.Equal("the report", await courier.Text(Export));
        Assert.Equal("GET /user/export?start=2026-11-22&end=2026-11-23", server.Requests[^1].ToString());
        Assert.EndsWith("/page", server.Requests[^1].Header("Referer"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attributes_of_the_button_are_read_too()
    {
        await using ScriptedServer server = Serve($"{Fields}{Button}<script>$('.expot-pdf').click(function () {{ location = $(this).data('url') + '?a=' + $('#filter-start').val() + '&b=' + $('#filter-end').val() }})</script>");
        await using var courier = new Courier(server.Address);
        await courier.Fetch(Export);
        Assert.Equal("/user/ekspor?a=2026-11-22&b=2026-11-23", server.Requests[^1].Target);

        await using ScriptedServer onclick = Serve($"{Fields}<a href=# onclick=\"location.href='/x/export?a='+document.getElementById('filter-start').value+'&b='+document.getElementById('filter-end').value\">Export</a>");
        await using var second = new Courier(onclick.Address);
        await second.Fetch(Export);
        Assert.Equal("/x/export?a=2026-11-22&b=2026-11-23", onclick.Requests[^1].Target);
    }

    [Fact]
    public async Task A_function_that_the_button_calls_is_its_own()
    {
        const string script = "function cetak() { location = '/print?a=' + $('#filter-start').val() + '&b=' + $('#filter-end').val(); } function ekspor() { location = '/export?a=' + $('#filter-start').val() + '&b=' + $('#filter-end').val(); }";
        await using ScriptedServer server = Serve($"{Fields}<button type=button onclick='ekspor()'>Export</button><script>{script}</script>");
        await using var courier = new Courier(server.Address);
        await courier.Fetch(Export);
        Assert.Equal("/export", server.Requests[^1].Path);
    }

    [Fact]
    public async Task A_whole_form_goes_into_the_address()
    {
        const string form = "<form id=f><input type=hidden name=cabang value='3 & 4'><input type=date name=start id=filter-start><input type=date name=end id=filter-end></form>";
        await using ScriptedServer server = Serve($"{form}{Button}<script>$('.expot-pdf').click(() => {{ location.href = '/export?' + $('#f').serialize(); }})</script>");
        await using var courier = new Courier(server.Address);
        await courier.Fetch(Export);
        Assert.Equal("/export?cabang=3+%26+4&start=2026-11-22&end=2026-11-23", server.Requests[^1].Target);
    }

    [Fact]
    public async Task A_link_with_the_fields_names_takes_the_dates()
    {
        const string fields = "<form><input type=date name=start><input type=date name=end></form><a class=btn href='/export?start=&end=&as=xlsx'>Export</a>";
        await using ScriptedServer server = Serve(fields);
        await using var courier = new Courier(server.Address);
        await courier.Fetch(Export with { Form = new FormConfig { Start = "start", End = "end", Button = "Export" } });
        Assert.Equal("/export?as=xlsx&start=2026-11-22&end=2026-11-23", server.Requests[^1].Target);
    }

    [Theory]
    [InlineData("<script>fetch('/x')</script>", "data-url=\"/user/ekspor\"")]
    [InlineData("<script>$('.expot-pdf').click(() => { location = '/export?bulan=11' })</script>", "/export?bulan=11")]
    [InlineData("<script>$('.expot-pdf').click(() => { if (pdf) location = '/pdf?a=' + $('#filter-start').val() + '&b=' + $('#filter-end').val(); else location = '/xlsx?a=' + $('#filter-start').val() + '&b=' + $('#filter-end').val(); })</script>", "/xlsx?a={start}&b={end}")]
    [InlineData("<script>$('.expot-pdf').click(() => { location = build($('#filter-start').val(), $('#filter-end').val()) })</script>", "could not be read")]
    [InlineData("<script>var a = a + a; location = a</script>", "could not be read")]
    [InlineData("<script>location = ((((((((((((((((((((((((((((((((((((((((</script>", "could not be read")]
    [InlineData("<script>location = 'https://elsewhere.example.com/?a=' + $('#filter-start').val() + '&b=' + $('#filter-end').val()</script>", "could not be read")]
    public async Task What_is_not_clear_needs_a_browser_or_a_download_line(string script, string mentions)
    {
        await using ScriptedServer server = Serve(Fields + Button + script);
        await using var courier = new Courier(server.Address);
        Fault fault = await courier.Fault(Export);
        Assert.Equal((FaultName.NeedsBrowser, FaultKind.Stop), (fault.Name, fault.Kind));
        Assert.Contains(mentions, fault.Cause, StringComparison.Ordinal);
        Assert.Contains("backend.yaml:9: download: /", fault.Remedy, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_script_that_leads_to_a_change_is_not_followed()
    {
        await using ScriptedServer server = Serve(Fields + Button + "<script>$('.expot-pdf').click(() => { location = '/user/hapus?a=' + $('#filter-start').val() + '&b=' + $('#filter-end').val() })</script>");
        await using var courier = new Courier(server.Address);
        Assert.Equal(FaultName.ButtonForbidden, (await courier.Fault(Export)).Name);
    }
}
