using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Kurir.BackOffice;

namespace Kurir.EndToEnd;

/// <summary>Sessions that outlive a run, and those that must not.</summary>
public sealed class KeptSessionTests
{
    const string Days = "--from 2026-11-22 --to 2026-11-23";

    static KurirProcess At(BackOfficePanel panel, string pipeline)
    {
        var kurir = new KurirProcess();
        kurir.Write("pipelines/demo.yaml", pipeline);
        kurir.Environment["DEMO_USERNAME"] = panel.Accounts.Email;
        kurir.Environment["DEMO_PASSWORD"] = panel.Accounts.Password;
        kurir.Environment["KURIR_SECRET_KEY"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        return kurir;
    }

    static async Task<Ended> Run(KurirProcess kurir, BackOfficePanel panel, int code = 0)
    {
        Ended ended = await kurir.Run(["run", "demo", "--json", "--site", panel.Address.ToString(), .. Days.Split(' ')]);
        Assert.True(ended.Code == code, ended.ToString());
        return ended;
    }

    static int SignIns(BackOfficePanel panel) => panel.Requests.Count(asked => asked.IsSignIn);

    [Fact]
    public async Task A_kept_session_is_taken_up_while_it_holds_good_and_the_password_is_the_same()
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        using KurirProcess kurir = At(panel, PanelPipeline.Of(more: "keep_session: on"));
        for (int i = 0; i < 2; i++) await Run(kurir, panel);
        Assert.Equal(1, SignIns(panel));

        string file = Assert.Single(Directory.GetFiles(kurir.PathOf(".kurir/sessions")));
        Assert.StartsWith("kurir-secret-1:", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.DoesNotContain("laravel_session", await File.ReadAllTextAsync(file, Encoding.Latin1, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));

        panel.EndSessions(); // it is asked first, and no longer holds good
        await Run(kurir, panel);
        Assert.Equal(2, SignIns(panel));

        panel.Accounts.Password = kurir.Environment["DEMO_PASSWORD"] = "another-horse-8";
        await Run(kurir, panel);
        Assert.Equal(3, SignIns(panel));

        kurir.Environment["KURIR_SECRET_KEY"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)); // another key opens nothing
        await Run(kurir, panel);
        Assert.Equal(4, SignIns(panel));
    }

    [Fact]
    public async Task An_app_that_signs_in_by_script_needs_no_browser_once_its_token_is_kept_and_its_click_is_learned()
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        using KurirProcess kurir = At(panel, PanelPipeline.Of("/aplikasi#user", "{ start: dari, end: sampai, button: Unduh }", signIn: "/aplikasi", more: "keep_session: on"));
        await Run(kurir, panel);
        kurir.Environment["CHROME_BIN"] = "/nowhere/chromium";
        await Run(kurir, panel);
        Assert.Equal(1, SignIns(panel));

        kurir.Environment.Remove("CHROME_BIN");
        kurir.Write("pipelines/demo.yaml", PanelPipeline.Of("/aplikasi#user", "{ start: dari, end: sampai, button: Unduh }", signIn: "/aplikasi", more: "keep_session: on\nlearn: off"));
        await Run(kurir, panel); // the browser finds the token where the app left it
        Assert.Equal(1, SignIns(panel));
        panel.EndSessions();
        await Run(kurir, panel); // and does not find it where it no longer holds good
        Assert.Equal(2, SignIns(panel));
    }

    [Fact]
    public async Task A_panel_that_allows_one_session_is_left_at_the_end_also_of_a_failed_and_of_an_interrupted_run()
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        panel.AllowsOneSession = true;
        using KurirProcess kurir = At(panel, PanelPipeline.Of());
        await Run(kurir, panel);
        Assert.Equal(1, panel.SignedIn);
        Ended refused = await Run(kurir, panel, code: 1);
        Assert.Equal("sign-in-throttled", refused.Json.GetProperty("runs")[0].GetProperty("exports")[0].GetProperty("fault").GetProperty("code").GetString());
        panel.EndSessions();

        kurir.Write("pipelines/demo.yaml", PanelPipeline.Of(more: "sign_out: on"));
        await Run(kurir, panel);
        Assert.Equal(0, panel.SignedIn);
        panel.Faults.On(KnownFault.PageMoved);
        await Run(kurir, panel, code: 1);
        Assert.Equal(0, panel.SignedIn);

        panel.Faults.Clear();
        panel.Faults.On(KnownFault.Hang);
        using Process running = kurir.Start(["run", "demo", "--site", panel.Address.ToString(), .. Days.Split(' ')]);
        // Signed in at the panel, and its answer has arrived: something was asked for since.
        while ((panel.SignedIn == 0 || panel.Requests[^1].IsSignIn) && !running.HasExited) await Task.Delay(10, TestContext.Current.CancellationToken);
        using (Process interrupt = Process.Start("kill", ["-INT", $"{running.Id}"])) await interrupt.WaitForExitAsync(TestContext.Current.CancellationToken);
        await running.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal(130, running.ExitCode);
        Assert.Equal(0, panel.SignedIn);
    }
}
