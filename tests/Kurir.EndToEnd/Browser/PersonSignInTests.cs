using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Kurir.BackOffice;
using Microsoft.Playwright;

namespace Kurir.EndToEnd;

/// <summary>A person signs in once, in a window on a (virtual) screen, and runs go on with that session.</summary>
public sealed class PersonSignInTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    static KurirProcess At(BackOfficePanel panel, string pipeline)
    {
        var kurir = new KurirProcess();
        kurir.Write("pipelines/demo.yaml", pipeline.Replace("https://backend.example.com", panel.Address.ToString(), StringComparison.Ordinal));
        kurir.Environment["DEMO_USERNAME"] = panel.Accounts.Email;
        kurir.Environment["DEMO_PASSWORD"] = panel.Accounts.Password;
        kurir.Environment["KURIR_SECRET_KEY"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        return kurir;
    }

    static async Task<JsonElement> Run(KurirProcess kurir)
    {
        Ended ended = await kurir.Run("run", "demo", "--json", "--from", "2026-11-22", "--to", "2026-11-23");
        Assert.True(ended.Output.StartsWith('{'), ended.ToString());
        return ended.Json.GetProperty("runs")[0].GetProperty("exports")[0];
    }

    static async Task Proves(KurirProcess kurir)
    {
        JsonElement export = await Run(kurir);
        Assert.True(export.GetProperty("outcome").GetString() == "proven", export.ToString());
    }

    static async Task<JsonElement> Fails(KurirProcess kurir) => (await Run(kurir)).GetProperty("fault");

    /// <summary>Opens the window, lets the person act, and waits for the end.</summary>
    static async Task<Ended> SignIn(KurirProcess kurir, BackOfficePanel panel, Func<IPage, Task> act, params string[] more)
    {
        await using PersonAtScreen person = await PersonAtScreen.Before(kurir);
        Task<Ended> ended = kurir.Run(["new", "session", "demo", .. more]);
        await act(await person.Sees(panel.Address));
        return await ended;
    }

    static async Task Enter(IPage page, BackOfficePanel panel, string button)
    {
        await page.FillAsync("[type=email]", panel.Accounts.Email);
        await page.FillAsync("[type=password]", panel.Accounts.Password);
        await page.ClickAsync($"button:has-text('{button}')");
    }

    static int SignIns(BackOfficePanel panel) => panel.Requests.Count(asked => asked.IsSignIn);

    [Fact]
    public async Task Behind_a_captcha_and_a_code_a_persons_session_is_used_until_it_ends_and_then_asked_for_once_more()
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        panel.Faults.On(KnownFault.Captcha);
        panel.Faults.On(KnownFault.SecondFactor);
        using KurirProcess kurir = At(panel, PanelPipeline.Of());
        JsonElement before = await Fails(kurir);
        Assert.Equal("captcha-required", before.GetProperty("code").GetString());
        Assert.Contains("kurir new session demo.", before.GetProperty("remedy").GetString(), StringComparison.Ordinal);

        Ended opened = await SignIn(kurir, panel, async page =>
        {
            await Enter(page, panel, "Log In"); // and forgets the captcha
            await page.WaitForSelectorAsync("text=Captcha wajib diisi");
            await page.CheckAsync("[name=g-recaptcha-response]");
            await Enter(page, panel, "Log In");
            await page.WaitForURLAsync("**/verifikasi");
            await page.FillAsync("[name=code]", panel.Accounts.Code);
            await page.ClickAsync("button");
        });
        Assert.True(opened.Code == 0, opened.ToString());
        Assert.Contains("Signed in to 127.0.0.1", opened.Output, StringComparison.Ordinal);
        Assert.Contains("It is good until ", opened.Output, StringComparison.Ordinal);
        Assert.Contains("keep_session: on", await File.ReadAllTextAsync(kurir.PathOf("pipelines/demo.yaml"), Ct), StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(kurir.PathOf(".kurir/browser")));
        Assert.DoesNotContain("laravel_session", await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(kurir.PathOf(".kurir/sessions"))), Ct), StringComparison.Ordinal);

        int signIns = SignIns(panel);
        kurir.Environment["CHROME_BIN"] = "/nowhere/chromium";
        for (int i = 0; i < 2; i++) await Proves(kurir);
        Ended doctor = await kurir.Run("doctor", "sign-in", "--json");
        Assert.Contains("by the session that a person opened; it is good until ", doctor.Json.GetProperty("checks")[0].GetProperty("seen").GetString(), StringComparison.Ordinal);
        Assert.Equal(signIns, SignIns(panel));

        panel.EndSessions();
        JsonElement over = await Fails(kurir);
        Assert.Equal(("session-over", "ask"), (over.GetProperty("code").GetString(), over.GetProperty("kind").GetString()));
        Assert.Contains("kurir new session demo.", over.GetProperty("remedy").GetString(), StringComparison.Ordinal);
        int asked = panel.Requests.Count;
        Assert.Equal("session-over", (await Fails(kurir)).GetProperty("code").GetString());
        Assert.Equal((asked, signIns), (panel.Requests.Count, SignIns(panel))); // a person is asked, and not the panel

        Assert.Equal(0, (await kurir.Run("new", "session", "demo", "--forget")).Code);
        Assert.Equal("captcha-required", (await Fails(kurir)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_session_that_another_host_opened_is_kept_without_that_hosts_own()
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        panel.Faults.On(KnownFault.SignInElsewhere);
        using KurirProcess kurir = At(panel, PanelPipeline.Of(signIn: "/login"));
        kurir.Environment.Remove("DEMO_USERNAME");
        kurir.Environment.Remove("DEMO_PASSWORD");
        Assert.Equal("sign-in-elsewhere", (await Fails(kurir)).GetProperty("code").GetString());
        Ended opened = await SignIn(kurir, panel, page => Enter(page, panel, "Masuk"), "--json");
        Assert.True(opened.Code == 0, opened.ToString());
        Assert.True(opened.Json.GetProperty("is_kept").GetBoolean());
        await Proves(kurir);
    }

    [Fact]
    public async Task An_apps_token_is_kept_with_what_its_scripts_keep()
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        using KurirProcess kurir = At(panel, PanelPipeline.Of("/aplikasi#user", "{ start: dari, end: sampai, button: Unduh }", signIn: "/aplikasi", more: "keep_session: on"));
        Ended opened = await SignIn(kurir, panel, page => Enter(page, panel, "Masuk"));
        Assert.True(opened.Code == 0, opened.ToString());
        int signIns = SignIns(panel);
        await Proves(kurir);
        Assert.Equal(signIns, SignIns(panel));
    }

    [Fact]
    public async Task Closing_the_window_pressing_CtrlC_and_waiting_too_long_keep_nothing_and_leave_no_browser()
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        using KurirProcess kurir = At(panel, PanelPipeline.Of());
        Ended closed = await SignIn(kurir, panel, page => page.CloseAsync());
        Assert.Equal(130, closed.Code);
        Assert.Contains("the window was closed before anybody was signed in", closed.Error, StringComparison.Ordinal);

        Ended late = await SignIn(kurir, panel, page => page.FillAsync("[type=email]", panel.Accounts.Email), "--timeout", "3 s", "--json");
        Assert.Equal("sign-in-unproven", late.Json.GetProperty("error").GetProperty("code").GetString());

        await using PersonAtScreen person = await PersonAtScreen.Before(kurir);
        using Process running = kurir.Start("new", "session", "demo");
        await person.Sees(panel.Address);
        using (Process interrupt = Process.Start("kill", ["-INT", $"{running.Id}"])) await interrupt.WaitForExitAsync(Ct);
        await running.WaitForExitAsync(Ct).WaitAsync(TimeSpan.FromSeconds(60), Ct);
        Assert.Equal(130, running.ExitCode);

        Assert.False(Directory.Exists(kurir.PathOf(".kurir/sessions")));
        Assert.Empty(Directory.GetDirectories(kurir.PathOf(".kurir/browser")));
        Assert.DoesNotContain("keep_session", await File.ReadAllTextAsync(kurir.PathOf("pipelines/demo.yaml"), Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_screen_it_says_so_and_how_to_do_it_elsewhere()
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        using KurirProcess kurir = At(panel, PanelPipeline.Of());
        kurir.Environment["DISPLAY"] = kurir.Environment["WAYLAND_DISPLAY"] = "";
        Ended ended = await kurir.Run("new", "session", "demo", "--json");
        JsonElement error = ended.Json.GetProperty("error");
        Assert.Equal((1, "display-missing"), (ended.Code, error.GetProperty("code").GetString()));
        Assert.Contains(".kurir/sessions", error.GetProperty("remedy").GetString(), StringComparison.Ordinal);

        kurir.Environment["DISPLAY"] = ":987";
        Assert.Equal("display-missing", (await kurir.Run("new", "session", "demo", "--json")).Json.GetProperty("error").GetProperty("code").GetString());
        Assert.Empty(Directory.GetDirectories(kurir.PathOf(".kurir/browser")));
    }
}
