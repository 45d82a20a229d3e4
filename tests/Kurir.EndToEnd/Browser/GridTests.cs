using System.Text.Json;
using Kurir.Tests.Fetch;

namespace Kurir.EndToEnd;

/// <summary>Grids whose export knows only the page that is shown: all rows are loaded, and the file is made once more.</summary>
public sealed class GridTests
{
    const int Rows = 23;

    const string Save = """
        const save = rows => {
            const link = document.createElement('a');
            link.href = URL.createObjectURL(new Blob(['Nomor\n' + rows.map(row => row.nomor).join('\n') + '\n'], { type: 'text/csv' }));
            link.download = 'laporan.csv';
            link.click();
        };
        """;

    const string Button = """<button type="button" id="go">Export</button>""";

    static async Task<string[]> Exported(string[] scripts, string body, string script)
    {
        string page = Pages.Report(Pages.Dates + Button + body + string.Concat(scripts.Select(name => $"<script src=\"/aset/{name}.min.js\"></script>")), Save + script);
        await using var desk = new BrowserDesk(
            asked => asked.Path switch
            {
                "/report" => Answer.Html(page),
                "/grid" => Grid(asked),
                _ when asked.Path.StartsWith("/aset/", StringComparison.Ordinal) => Answer.Of(200, "text/javascript", File.ReadAllBytes(Path.Combine(StepwiseTests.AssetsFolder(), Path.GetFileName(asked.Path)))),
                _ => Pages.NotFound,
            },
            SessionMode.Browser);
        return (await desk.Text()).Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
    }

    /// <summary>Rows as either package asks for them.</summary>
    static Answer Grid(Asked asked)
    {
        var query = System.Web.HttpUtility.ParseQueryString(asked.Target[(asked.Target.IndexOf('?') + 1)..]);
        int size = int.Parse(query["size"] ?? query["limit"]!, System.Globalization.CultureInfo.InvariantCulture);
        int from = query["offset"] is { } offset ? int.Parse(offset, System.Globalization.CultureInfo.InvariantCulture) : (int.Parse(query["page"]!, System.Globalization.CultureInfo.InvariantCulture) - 1) * size;
        object[] rows = [.. Enumerable.Range(1, Rows).Skip(from).Take(size).Select(n => new { nomor = $"TRX{n}" })];
        return Answer.Json(JsonSerializer.Serialize(new { last_page = (Rows + size - 1) / size, data = rows, total = Rows, rows }));
    }

    static void All(string[] exported) => Assert.Equal(Enumerable.Range(1, Rows).Select(n => $"TRX{n}"), exported.Select(line => line.Trim('"', '\r')));

    [Fact]
    public async Task Tabulator_with_rows_from_the_server_is_exported_whole() => All(await Exported(["tabulator"], """<div id="grid"></div>""", """
        const grid = new Tabulator('#grid', { ajaxURL: '/grid', pagination: true, paginationMode: 'remote', paginationSize: 10, columns: [{ title: 'Nomor', field: 'nomor' }] });
        document.getElementById('go').onclick = () => grid.download('csv', 'laporan.csv');
        """));

    [Fact]
    public async Task Bootstrap_table_with_rows_from_the_server_is_exported_whole() => All(await Exported(["jquery", "bootstrap-table"], """<table id="grid"></table>""", """
        $('#grid').bootstrapTable({ url: '/grid', sidePagination: 'server', pagination: true, pageSize: 10, columns: [{ title: 'Nomor', field: 'nomor' }] });
        document.getElementById('go').onclick = () => save($('#grid').bootstrapTable('getData'));
        """));

    [Fact]
    public async Task Any_grid_with_a_list_of_page_lengths_is_exported_whole() => All(await Exported([], """
        <select name="bulan"><option>5</option><option>10</option></select>
        <label>Show <select id="length"><option>10</option><option>25</option><option>100</option></select> entries</label><table id="grid"></table><p id="info"></p>
        """, """
        let shown = [];
        const load = async () => {
            shown = (await (await fetch('/grid?page=1&size=' + document.getElementById('length').value)).json()).data;
            document.getElementById('info').textContent = 'Showing 1 to ' + shown.length + ' of 23 entries';
        };
        document.getElementById('length').onchange = load;
        load();
        document.getElementById('go').onclick = () => save(shown);
        """));
}
