using Kurir.BackOffice;

namespace Kurir.Tests.Fetch;

/// <summary>The HTTP session against the sample panel: sign-in, forms, the green button, sessions that end.</summary>
public sealed class SamplePanelTests
{
    static ExportConfig Transaksi { get; } = new() { Page = "/transaksi/index-export", Form = new FormConfig { Start = "start_date", End = "end_date", Button = "Export" } };

    static ExportConfig User { get; } = new() { Page = "/user-front", Form = new FormConfig { Start = "#filter-start", End = "#filter-end", Button = "Export" } };

    static ExportConfig Points { get; } = new() { Page = "/point_transaction", Form = new FormConfig { Start = "start", End = "end", Button = "Export" } };

    static ExportConfig Coins { get; } = new() { Page = "/koin_pay", Form = new FormConfig { Start = "#filter-start", End = "#filter-end", Button = "Export" } };

    static Courier CourierFor(BackOfficePanel panel, Memory? memory = null, string? password = null) =>
        new(panel.Address, Courier.ByForm("/"), panel.Accounts.Email, password ?? panel.Accounts.Password, memory);

    [Fact]
    public async Task Four_exports_side_by_side_sign_in_once()
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        await using Courier courier = CourierFor(panel);
        Document[] documents = await Task.WhenAll(new[] { Transaksi, User, Points, Coins }.Select(export => courier.Fetch(export)));
        Assert.All(documents, document => Assert.EndsWith(".xlsx", document.FileName, StringComparison.Ordinal));
        Assert.All(documents, document => Assert.True(document.Length > 1000));
        Assert.Equal(1, panel.Requests.Count(request => request.IsSignIn));
        Assert.All(panel.Requests.Where(request => request.IsDownload && request.Method == "GET"),
            request => Assert.Contains("=2026-11-22&", request.Query, StringComparison.Ordinal));
        Assert.All(documents, document => Assert.DoesNotContain("_token=", document.Source!.AbsoluteUri, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("session-over-once", 2)]
    [InlineData("page-expired-once", 1)]
    [InlineData("stale-token", 1)]
    public async Task A_session_or_token_that_ends_on_the_way_is_renewed(string fault, int signIns)
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        await using Courier courier = CourierFor(panel);
        await courier.Fetch(Transaksi);
        panel.Faults.On(fault);
        Document document = await courier.Fetch(Transaksi);
        Assert.EndsWith(".xlsx", document.FileName, StringComparison.Ordinal);
        Assert.Equal(signIns, panel.Requests.Count(request => request.IsSignIn));
    }

    [Fact]
    public async Task Exports_side_by_side_renew_an_ended_session_together()
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        await using Courier courier = CourierFor(panel);
        await courier.Fetch(Transaksi);
        for (int ended = 1; ended <= 5; ended++)
        {
            panel.EndSessions();
            await Task.WhenAll(new[] { Transaksi, User, Points, Coins }.Select(export => courier.Fetch(export)));
            Assert.Equal(1 + ended, panel.Requests.Count(request => request.IsSignIn));
        }
    }

    [Theory]
    [InlineData("session-over", FaultName.SessionOver, FaultKind.Stop)]
    [InlineData("page-expired", FaultName.SessionOver, FaultKind.Stop)]
    [InlineData("page-moved", FaultName.PageNotFound, FaultKind.Stop)]
    [InlineData("filter-renamed", FaultName.FieldNotFound, FaultKind.Stop)]
    [InlineData("button-gone", FaultName.ButtonNotFound, FaultKind.Stop)]
    [InlineData("server-error", FaultName.ServerError, FaultKind.Retry)]
    [InlineData("gateway-timeout", FaultName.TimedOut, FaultKind.Retry)]
    [InlineData("busy", FaultName.TooManyRequests, FaultKind.Retry)]
    [InlineData("short-body", FaultName.DownloadCut, FaultKind.Retry)]
    [InlineData("connection-reset", FaultName.Unreachable, FaultKind.Retry)]
    [InlineData("redirect-loop", FaultName.TooManyRedirects, FaultKind.Stop)]
    [InlineData("maintenance", FaultName.Maintenance, FaultKind.Retry)]
    [InlineData("password-refused", FaultName.PasswordRefused, FaultKind.Ask)]
    [InlineData("account-locked", FaultName.AccountLocked, FaultKind.Ask)]
    [InlineData("throttled", FaultName.SignInThrottled, FaultKind.Retry)]
    [InlineData("throttled-message", FaultName.SignInThrottled, FaultKind.Retry)]
    [InlineData("sign-in-error", FaultName.ServerError, FaultKind.Retry)]
    [InlineData("no-password-field", FaultName.SignInPageChanged, FaultKind.Stop)]
    [InlineData("captcha", FaultName.CaptchaRequired, FaultKind.Ask)]
    [InlineData("second-factor", FaultName.CodeRequired, FaultKind.Ask)]
    [InlineData("sign-in-elsewhere", FaultName.SignInElsewhere, FaultKind.Ask)]
    public async Task A_misbehaving_panel_gives_a_named_fault(string fault, FaultName name, FaultKind kind)
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        await using Courier courier = CourierFor(panel);
        panel.Faults.On(fault);
        Fault thrown = await courier.Fault(Transaksi);
        Assert.Equal((name, kind), (thrown.Name, thrown.Kind));
        Assert.Equal(fault is "captcha" or "second-factor" or "sign-in-elsewhere", thrown.Remedy.Contains("kurir new session backend.", StringComparison.Ordinal));
        Assert.Empty(Directory.EnumerateFiles(courier.Folder, "*.part", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("password-field-renamed")]
    [InlineData("sign-in-page-as-file")]
    [InlineData("error-page-as-file")]
    [InlineData("error-page-200")]
    [InlineData("empty-file")]
    [InlineData("wrong-type")]
    public async Task What_is_not_the_transports_business_is_kept(string fault)
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        await using Courier courier = CourierFor(panel);
        panel.Faults.On(fault);
        Document document = await courier.Fetch(Transaksi);
        await using Stream bytes = document.Open();
        Assert.Equal(document.Length, bytes.Length);
    }

    [Theory]
    [InlineData("hang")]
    [InlineData("drip")]
    public async Task A_panel_that_stands_still_is_left_in_time(string fault)
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        await using Courier courier = CourierFor(panel);
        panel.Faults.On(fault, "transaksi");
        Fault thrown = await courier.Fault(Transaksi with { Timeout = TimeSpan.FromSeconds(1) });
        Assert.Equal((FaultName.TimedOut, FaultKind.Retry), (thrown.Name, thrown.Kind));
    }

    [Fact]
    public async Task A_refused_password_is_never_sent_again()
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        var memory = new Memory();
        await using (Courier first = CourierFor(panel, memory, "wrong-horse"))
        {
            Fault[] faults = await Task.WhenAll(first.Fault(Transaksi), first.Fault(User));
            Assert.All(faults, fault => Assert.Equal(FaultName.PasswordRefused, fault.Name));
            Assert.Contains("Email atau password salah", faults[0].Cause, StringComparison.Ordinal);
            Assert.Equal(FaultName.PasswordRefused, (await first.Fault(User)).Name);
        }

        await using (Courier second = CourierFor(panel, memory, "wrong-horse"))
            Assert.Contains("not sent again", (await second.Fault(Transaksi)).Cause, StringComparison.Ordinal);
        Assert.Equal(1, panel.Requests.Count(request => request.IsSignIn));

        await using Courier third = CourierFor(panel, memory);
        await third.Fetch(Transaksi);
    }

    [Fact]
    public async Task A_fault_names_the_fields_that_the_page_has_and_shows_the_page()
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        await using Courier courier = CourierFor(panel);
        panel.Faults.On("filter-renamed");
        Fault fault = await courier.Fault(User);
        Assert.Contains("no field named '#filter-start' on /user-front", fault.Cause, StringComparison.Ordinal);
        Assert.Contains("tgl_awal, tgl_akhir", fault.Cause, StringComparison.Ordinal);
        Assert.Contains("form.start at backend.yaml:9", fault.Remedy, StringComparison.Ordinal);
        Assert.Contains("<title>", fault.Seen!.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_sign_in_the_panel_refuses()
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        await using var courier = new Courier(panel.Address);
        Assert.Equal(FaultName.AccessDenied, (await courier.Fault(Transaksi)).Name);
    }

    [Fact]
    public async Task The_largest_file_is_bounded()
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        await using Courier courier = CourierFor(panel);
        Fault fault = await courier.Fault(Transaksi with { MaxSize = new ByteSize(4000) });
        Assert.Equal(FaultName.DownloadTooLarge, fault.Name);
    }
}
