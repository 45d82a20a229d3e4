using Kurir.BackOffice;

namespace Kurir.EndToEnd;

/// <summary>The sample panel's sign-ins in steps, and its grid that is built in the page.</summary>
public sealed class StepwiseTests
{
    static async Task<ExportRun> Run(Shop shop) => Assert.Single((await shop.Run()).Exports);

    [Fact]
    public async Task The_name_on_one_page_and_the_password_on_the_next()
    {
        await using Shop shop = await Shop.Open();
        shop.PipelineText = PanelPipeline.Of(signIn: "/masuk");
        ExportRun run = await Run(shop);
        Assert.True(run.Outcome == Outcome.Proven, $"{run.Fault}");
    }

    [Fact]
    public async Task A_password_that_is_refused_on_the_second_page_is_remembered()
    {
        await using Shop shop = await Shop.Open();
        shop.PipelineText = PanelPipeline.Of(signIn: "/masuk");
        shop.Panel.Faults.On(KnownFault.PasswordRefused);
        Assert.Equal("password-refused", (await Run(shop)).Fault?.Code);
        int sent = shop.Panel.Requests.Count(asked => asked is { Method: "POST", Path: "/masuk/sandi" });
        Assert.Equal("password-refused", (await Run(shop)).Fault?.Code);
        Assert.Equal(sent, shop.Panel.Requests.Count(asked => asked is { Method: "POST", Path: "/masuk/sandi" }));
    }

    [Theory, InlineData("/"), InlineData("/masuk")]
    public async Task An_authenticator_s_code_is_entered_over_http_and_in_the_browser(string page)
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        panel.Faults.On(KnownFault.SecondFactor);
        using var kurir = new KurirProcess(); // codes are of the real time, which the process has
        kurir.Write("pipelines/demo.yaml", PanelPipeline.Of(signIn: page));
        kurir.Environment["DEMO_USERNAME"] = panel.Accounts.Email;
        kurir.Environment["DEMO_PASSWORD"] = panel.Accounts.Password;
        string[] run = ["run", "demo", "--json", "--site", panel.Address.ToString(), "--from", "2026-11-22", "--to", "2026-11-23"];
        var without = (await kurir.Run(run)).Json.GetProperty("runs")[0].GetProperty("exports")[0].GetProperty("fault");
        Assert.Equal("code-required", without.GetProperty("code").GetString());
        Assert.Contains("kurir secret set demo/totp", without.GetProperty("remedy").GetString(), StringComparison.Ordinal);
        kurir.Environment["DEMO_TOTP"] = panel.Accounts.CodeSecret;
        Ended with = await kurir.Run(run);
        Assert.True(with.Code == 0, with.ToString());
        Assert.DoesNotContain(panel.Accounts.CodeSecret, with.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/masuk")]
    public async Task A_branch_that_the_panel_asks_for_is_chosen_as_the_pipeline_says(string page)
    {
        await using Shop shop = await Shop.Open();
        shop.Panel.AsksForBranch = true;
        shop.PipelineText = PanelPipeline.Of(signIn: page);
        ExportRun without = await Run(shop);
        Assert.Equal("choice-required", without.Fault?.Code);
        Assert.Contains("cabang has", without.Fault!.Cause, StringComparison.Ordinal);
        Assert.Contains("Its button says Pilih", without.Fault.Cause, StringComparison.Ordinal);
        string branch = System.Text.RegularExpressions.Regex.Match(without.Fault.Cause, @"cabang has ([^,]+),").Groups[1].Value;
        shop.PipelineText = PanelPipeline.Of(signIn: $$"""{ form: { page: {{page}}, then: { fields: { cabang: "{{branch}}" }, button: Pilih } } }""");
        ExportRun run = await Run(shop);
        Assert.True(run.Outcome == Outcome.Proven, $"{run.Fault}");
        shop.PipelineText = PanelPipeline.Of(signIn: $$"""{ form: { page: {{page}}, then: { fields: { cabang: Atlantis }, button: Pilih } } }""");
        Assert.Contains($"has no choice 'Atlantis'. It has: ", (await Run(shop)).Fault!.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_grid_that_exports_what_it_has_loaded_is_filtered_and_loaded_whole_first()
    {
        await using Shop shop = await Shop.Open(new BackOfficeOptions { RowsPerDay = 40, Assets = AssetsFolder() });
        shop.PipelineText = PanelPipeline.Of("/skrip/user/tabel", "{ start: dari, end: sampai, filter: Filter, button: Export }");
        ExportRun run = await Run(shop);
        Assert.True(run.Outcome == Outcome.Proven, $"{run.Fault} {run.Verdict}");
        int rows = shop.Panel.Expected(BackOfficeExport.User, shop.Window.From, shop.Window.To).Rows.Count;
        Assert.True(rows > 10);
        Assert.Equal((rows, (long?)rows), ((int)run.Verdict!.Rows, run.Announced));
    }

    internal static string AssetsFolder() => Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "jquery.min.js", SearchOption.AllDirectories)
        .Select(file => Path.GetDirectoryName(file)!).First(file => !file.Contains("/bin/", StringComparison.Ordinal));
}
