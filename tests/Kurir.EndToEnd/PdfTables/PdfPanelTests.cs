using Kurir.BackOffice;
using Kurir.Tests.BackOffice;

namespace Kurir.EndToEnd;

public sealed class PdfPanelTests
{
    static readonly DateOnly s_from = new(2026, 11, 22);
    static readonly DateOnly s_to = new(2026, 11, 23);

    /// <summary>A line of filters stands right above the headings, and long texts end close to the next column.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_panel_report_is_read_exactly_with_and_without_rules(bool ruled)
    {
        await using var panel = await BackOfficePanel.Start(ct: TestContext.Current.CancellationToken);
        using var browser = await PanelBrowser.SignedIn(panel);
        if (!ruled) panel.Faults.On(KnownFault.PdfNoLines);
        foreach (var export in BackOfficeExport.All)
        {
            var table = Assert.Single(PdfCorpus.Read(await browser.File(export, s_from, s_to, ruled ? "&format=pdf" : "")));
            var truth = panel.Expected(export, s_from, s_to);
            Assert.Equal(truth.Columns, table.Columns);
            Assert.Equal(truth.Texts.Select(Row), table.Rows.Select(r => Row(r.Texts)));
            Assert.Equal(truth.Rows.Count, Assert.Single(table.Announced).Count);
            Assert.True(table.Announced[0].Agrees);
        }
    }

    static string Row(IReadOnlyList<string> cells) => string.Join('|', cells.Select(PdfCorpus.Norm));
}
