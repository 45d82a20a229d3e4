using Kurir.BackOffice;

namespace Kurir.Tests.BackOffice;

/// <summary>Each fault does what its description says, and without it the panel does the right thing (which the other tests show).</summary>
public sealed partial class PanelFaultTests
{
    public static TheoryData<string> Faults => [.. KnownFault.All.Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_does_what_it_says(string name)
    {
        await using var panel = await BackOfficePanel.Start();
        using var browser = new PanelBrowser(panel);
        await s_proofs[name](new Scene(panel, browser, KnownFault.Named(name)));
    }

    [Fact]
    public void Every_fault_is_proven_has_a_name_of_its_own_and_one_line_of_description()
    {
        Assert.Equal(KnownFault.All.Select(fault => fault.Name).Order(), s_proofs.Keys.Order());
        Assert.All(KnownFault.All, fault => Assert.EndsWith(".", fault.Description.TrimEnd('\''), StringComparison.Ordinal));
        Assert.All(KnownFault.All, fault => Assert.DoesNotContain('\n', fault.Description));
    }

    [Fact]
    public void All_lists_every_fault_there_is()
    {
        var declared = typeof(KnownFault).GetProperties().Where(property => property.PropertyType == typeof(BackOfficeFault)).Select(property => property.GetValue(null));
        Assert.Equal(declared.Cast<BackOfficeFault>().OrderBy(fault => fault.Name), KnownFault.All.OrderBy(fault => fault.Name));
    }

    [Fact]
    public async Task A_fault_can_be_limited_to_one_export_and_to_its_first_times()
    {
        await using var panel = await BackOfficePanel.Start();
        using var browser = await PanelBrowser.SignedIn(panel);
        panel.Faults.On("server-error", export: "user", times: 2);
        Assert.Equal(200, await Status(browser, BackOfficeExport.PointTrx));
        Assert.Equal(500, await Status(browser, BackOfficeExport.User));
        Assert.Equal([KnownFault.ServerError], panel.Faults.Active);
        Assert.Equal(500, await Status(browser, BackOfficeExport.User));
        Assert.Equal(200, await Status(browser, BackOfficeExport.User));
        Assert.Empty(panel.Faults.Active);
    }

    static async Task<int> Status(PanelBrowser browser, BackOfficeExport export)
    {
        using var reply = await browser.Export(export, browser.Panel.Clock.Today, browser.Panel.Clock.Today);
        return (int)reply.StatusCode;
    }

    [Fact]
    public async Task What_is_switched_off_does_not_strike()
    {
        await using var panel = await BackOfficePanel.Start();
        using var browser = await PanelBrowser.SignedIn(panel);
        panel.Faults.On(KnownFault.ServerError);
        panel.Faults.On(KnownFault.EmptyFile);
        panel.Faults.Off("server-error");
        Assert.Empty(await browser.File(BackOfficeExport.User, panel.Clock.Today, panel.Clock.Today));
        panel.Faults.Clear();
        Assert.NotEmpty(await browser.File(BackOfficeExport.User, panel.Clock.Today, panel.Clock.Today));
    }

    [Fact]
    public async Task An_unknown_fault_or_export_is_refused_with_the_names_there_are()
    {
        await using var panel = await BackOfficePanel.Start();
        Assert.Contains("wrong-window", Assert.Throws<ArgumentException>(() => panel.Faults.On("wrong-windw")).Message, StringComparison.Ordinal);
        Assert.Contains("pembayaran_koin", Assert.Throws<ArgumentException>(() => panel.Faults.On("hang", export: "koin")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_panel_with_a_hanging_request_still_ends_at_once()
    {
        var panel = await BackOfficePanel.Start();
        using var browser = await PanelBrowser.SignedIn(panel);
        panel.Faults.On(KnownFault.Hang);
        var hanging = browser.Export(BackOfficeExport.User, panel.Clock.Today, panel.Clock.Today);
        await Task.Delay(100, TestContext.Current.CancellationToken); // long enough for the request to arrive; nothing shows that it has
        var end = panel.DisposeAsync().AsTask();
        await end.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<HttpRequestException>(() => hanging);
    }

    [Fact]
    public async Task A_panel_in_a_process_of_its_own_is_steered_over_http_only_if_asked_for()
    {
        await using var open = await BackOfficePanel.Start(new() { Control = true });
        using var browser = new PanelBrowser(open);
        using var on = await browser.Post("/_control/fault/server-error?export=user&times=3");
        Assert.Equal([KnownFault.ServerError], open.Faults.Active);
        using var moved = await browser.Post("/_control/advance/2");
        Assert.Equal(new DateOnly(2026, 11, 25), open.Clock.Today);
        using var era = await browser.Post("/_control/era/pdf");
        Assert.Equal(BackOfficeEra.Pdf, open.Era);
        using var wrong = await browser.Post("/_control/fault/no-such");
        Assert.Equal(422, (int)wrong.StatusCode);
        using var cleared = await browser.Post("/_control/clear");
        Assert.Empty(open.Faults.Active);
        Assert.Contains("/_control/advance/2", await browser.Text("/_control/requests"), StringComparison.Ordinal);

        await using var shut = await BackOfficePanel.Start();
        using var other = new PanelBrowser(shut);
        using var refused = await other.Post("/_control/fault/server-error");
        Assert.Equal(404, (int)refused.StatusCode);
        Assert.Empty(shut.Faults.Active);
    }
}
