using System.Diagnostics;
using Kurir.BackOffice;
using Kurir.Tests.Fetch;

namespace Kurir.EndToEnd;

/// <summary>The browser's own life: where it is found, and that nothing of it stays.</summary>
public sealed class BrowserProcessTests
{
    const string Pipeline = """
        site: https://backend.example.com
        sign_in: none
        session: browser
        exports:
          report:
            page: /report
            form: { start: start, end: end, button: Export }
        """;

    static async Task<string[]> BrowsersIn(string home)
    {
        for (int tries = 0; ; tries++)
        {
            string[] running = [.. Directory.EnumerateDirectories("/proc").Where(process => int.TryParse(Path.GetFileName(process), out _)).Where(process => CommandLine(process).Contains(home, StringComparison.Ordinal))];
            if (running.Length == 0 || tries == 100) return running;
            await Task.Delay(100);
        }
    }

    static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    [Fact]
    public async Task A_killed_run_leaves_no_browser_and_the_next_one_removes_its_profile()
    {
        bool hang = true;
        var clicked = new TaskCompletionSource();
        await using var panel = new ScriptedServer(asked =>
        {
            if (asked.Path == "/report") return Answer.Html(Pages.Scripted);
            clicked.TrySetResult();
            return hang ? Pages.Csv() with { Delay = TimeSpan.FromMinutes(1) } : Pages.Csv();
        });
        using var kurir = new KurirProcess();
        kurir.Write("pipelines/backend.yaml", Pipeline);
        using (Process killed = kurir.Start("run", "backend", "--site", panel.Address.ToString(), "--from", "2026-11-22", "--to", "2026-11-23"))
        {
            await clicked.Task.WaitAsync(TimeSpan.FromMinutes(1));
            killed.Kill(); // it alone: driver and browser must see for themselves that it is gone
            await killed.WaitForExitAsync();
        }

        Assert.Empty(await BrowsersIn(kurir.Home));
        Assert.Single(Directory.GetDirectories(kurir.PathOf(".kurir/browser")));
        hang = false;
        Ended ended = await kurir.Run("run", "backend", "--json", "--site", panel.Address.ToString(), "--from", "2026-11-22", "--to", "2026-11-23");
        Assert.True(ended.Code is 0 or 1, ended.ToString());
        Assert.NotEqual("", ended.Json.GetProperty("runs")[0].GetProperty("exports")[0].GetProperty("document").GetString());
        Assert.Empty(Directory.GetDirectories(kurir.PathOf(".kurir/browser")));
        Assert.Empty(await BrowsersIn(kurir.Home));
    }

    [Fact]
    public async Task A_run_over_plain_http_loads_nothing_of_the_browser()
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        using var kurir = new KurirProcess();
        kurir.Write("pipelines/demo.yaml", Kurir.App.DemoCommand.PipelineText());
        kurir.Environment["DEMO_USERNAME"] = panel.Accounts.Email;
        kurir.Environment["DEMO_PASSWORD"] = panel.Accounts.Password;
        kurir.Environment["DOTNET_STARTUP_HOOKS"] = typeof(BrowserProcessTests).Assembly.Location;
        kurir.Environment["KURIR_TEST_LOADED"] = kurir.PathOf("loaded.txt");
        Ended ended = await kurir.Run("run", "demo", "--site", panel.Address.ToString());
        Assert.True(ended.Code == 0, ended.ToString());
        string loaded = await File.ReadAllTextAsync(kurir.PathOf("loaded.txt"));
        Assert.Contains("Kurir.Connectors", loaded, StringComparison.Ordinal);
        Assert.DoesNotContain("Playwright", loaded, StringComparison.Ordinal);
        Assert.False(Directory.Exists(kurir.PathOf(".kurir/browser")));
    }

    [Fact]
    public async Task Where_no_browser_is_installed_the_fault_says_what_plain_http_saw_and_how_to_get_one()
    {
        await using var panel = new ScriptedServer(asked => asked.Path == "/report" ? Answer.Html(Pages.Scripted) : Pages.Csv());
        using var kurir = new KurirProcess();
        kurir.Write("pipelines/backend.yaml", Pipeline.Replace("session: browser", "session: auto", StringComparison.Ordinal));
        kurir.Environment["CHROME_BIN"] = "/nowhere/chromium";
        Ended ended = await kurir.Run("run", "backend", "--json", "--site", panel.Address.ToString());
        var fault = ended.Json.GetProperty("runs")[0].GetProperty("exports")[0].GetProperty("fault");
        Assert.Equal("needs-browser", fault.GetProperty("code").GetString());
        Assert.Contains("CHROME_BIN names /nowhere/chromium", fault.GetProperty("cause").GetString(), StringComparison.Ordinal);
        Assert.Contains("apt-get install chromium", fault.GetProperty("remedy").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_that_runs_elsewhere_is_used_over_its_debugging_address()
    {
        DirectoryInfo profile = Directory.CreateTempSubdirectory("kurir-remote-");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("CHROME_BIN") ?? "chromium",
            ["--headless", "--remote-debugging-port=0", "--user-data-dir=" + profile.FullName, "--no-first-run", .. Environment.IsPrivilegedProcess ? (string[])["--no-sandbox"] : [], "about:blank"])
        { RedirectStandardError = true };
        using Process remote = Process.Start(start)!;
        try
        {
            string? line;
            do line = await remote.StandardError.ReadLineAsync();
            while (line is not null && !line.StartsWith("DevTools listening on ", StringComparison.Ordinal));
            _ = remote.StandardError.ReadToEndAsync();
            await using var desk = new BrowserDesk(asked => asked.Path == "/report" ? Answer.Html(Pages.Scripted) : Pages.Csv(), SessionMode.Browser, browser: line!["DevTools listening on ".Length..]);
            Assert.Equal("Tanggal,Jumlah\n22 Nov,5\n", await desk.Text());
            Assert.False(Directory.Exists(desk.BrowserFolder));
        }
        finally
        {
            remote.Kill(entireProcessTree: true);
            await remote.WaitForExitAsync();
            profile.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_missing_sandbox_is_said_once()
    {
        await using var desk = new BrowserDesk(asked => asked.Path == "/report" ? Answer.Html(Pages.Scripted) : Pages.Csv());
        await desk.Fetch();
        await desk.Fetch();
        Assert.Equal(Environment.IsPrivilegedProcess ? 1 : 0, desk.Said.Count);
    }
}
