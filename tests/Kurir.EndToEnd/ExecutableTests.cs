using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Kurir.BackOffice;

namespace Kurir.EndToEnd;

/// <summary>What a script sees of the real executable: exit codes, streams, interruption.</summary>
public sealed class ExecutableTests
{
    [Fact]
    public async Task The_demo_ends_well_and_writes_its_workbook()
    {
        using var kurir = new KurirProcess();
        Ended ended = await kurir.Run("demo", "--days", "2", "--folder", kurir.PathOf("demo"));

        Assert.True(ended.Code == 0, ended.ToString());
        Assert.Equal(2, ended.Output.Split("4 of 4 exports done.").Length - 1);
        Assert.True(File.Exists(kurir.PathOf("demo/out/demo.xlsx")));
    }

    /// <summary>Without git, from an archive of the sources, there is none to name.</summary>
    [Fact]
    public async Task The_version_is_that_of_a_tag_and_names_the_commit()
    {
        using var kurir = new KurirProcess();
        Assert.Matches(@"^\d+\.\d+\.\d+(-[0-9A-Za-z.]+)?(\+[0-9a-f]{40})?\n$", (await kurir.Run("--version")).Output);
    }

    [Fact]
    public async Task Wrong_usage_is_2_and_leaves_standard_output_empty()
    {
        using var kurir = new KurirProcess();
        foreach (string[] wrong in (string[][])[["rum"], ["run", "nosuch"], ["run", "--nonsense"], ["show"], ["demo", "--days", "99"]])
        {
            Ended ended = await kurir.Run(wrong);
            Assert.Equal(2, ended.Code);
            Assert.Equal("", ended.Output);
            Assert.Contains("Error:", ended.Error, StringComparison.Ordinal);
            Assert.Contains("Try:", ended.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task With_json_an_error_is_one_document_on_standard_output()
    {
        using var kurir = new KurirProcess();
        kurir.Write("pipelines/bad.yaml", "site: https://backend.example.com\nexports:\n  a: { pge: /x }\n");

        JsonElement error = (await kurir.Run("run", "bad", "--json")).Json.GetProperty("error");

        Assert.Equal("configuration-invalid", error.GetProperty("code").GetString());
        Assert.Contains("Did you mean 'page'?", error.GetProperty("cause").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_password_is_sent_once_and_never_again_until_a_person_says_so()
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        using KurirProcess kurir = Against(panel);
        kurir.Environment["DEMO_PASSWORD"] = "not-the-password";
        string[] run = ["run", "demo", "--json", "--site", panel.Address.ToString()];

        Ended first = await kurir.Run(run), second = await kurir.Run(run), asked = await kurir.Run([.. run, "--retry-password"]);

        Assert.All([first, second, asked], ended => Assert.Equal(1, ended.Code));
        Assert.All([first, second, asked], ended => Assert.All(ended.Json.GetProperty("runs")[0].GetProperty("exports").EnumerateArray(),
            export => Assert.Equal("password-refused", export.GetProperty("fault").GetProperty("code").GetString())));
        Assert.Equal(2, panel.Requests.Count(request => request.IsSignIn));
        Assert.All([first, second, asked], ended => Assert.DoesNotContain("not-the-password", ended.Output + ended.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ctrl_C_ends_with_130_and_the_next_run_brings_everything()
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        using KurirProcess kurir = Against(panel);
        string[] run = ["run", "demo", "--verbose", "--site", panel.Address.ToString(), "--from", "2026-11-22", "--to", "2026-11-23"];
        panel.Faults.On(KnownFault.Hang, "point_trx");
        using (Process interrupted = kurir.Start(run))
        {
            while (await interrupted.StandardError.ReadLineAsync() is { } line && !line.Contains("delivering", StringComparison.Ordinal)) { }
            using (Process signal = Process.Start("kill", ["-INT", interrupted.Id.ToString(CultureInfo.InvariantCulture)])) await signal.WaitForExitAsync();
            await interrupted.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);
            Assert.Equal(130, interrupted.ExitCode);
        }

        panel.Faults.Clear();
        Ended ended = await kurir.Run(run);
        Assert.True(ended.Code == 0, ended.ToString());
    }

    [Fact]
    public async Task What_was_recorded_while_a_workbook_could_not_be_written_is_delivered_later_without_the_panel()
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        using KurirProcess kurir = Against(panel);
        kurir.Write("out/demo.xlsx", "this is no workbook");

        Ended broken = await kurir.Run("run", "demo", "--json", "--site", panel.Address.ToString(), "--from", "2026-11-22", "--to", "2026-11-23");
        Assert.All(broken.Json.GetProperty("runs")[0].GetProperty("exports").EnumerateArray(), export => Assert.Equal("undelivered", export.GetProperty("outcome").GetString()));
        Assert.Equal("this is no workbook", File.ReadAllText(kurir.PathOf("out/demo.xlsx")));

        File.Delete(kurir.PathOf("out/demo.xlsx"));
        int asked = panel.Requests.Count;
        Ended delivered = await kurir.Run("deliver", "demo", "--json");
        Assert.True(delivered.Code == 0, delivered.ToString());
        Assert.Equal(asked, panel.Requests.Count);
        Assert.All(delivered.Json.GetProperty("runs")[0].GetProperty("exports").EnumerateArray(),
            export => Assert.True(export.GetProperty("receipts")[0].GetProperty("added").GetInt64() > 0));
    }

    static KurirProcess Against(BackOfficePanel panel)
    {
        var kurir = new KurirProcess();
        kurir.Write("pipelines/demo.yaml", Kurir.App.DemoCommand.PipelineText());
        kurir.Environment["DEMO_USERNAME"] = panel.Accounts.Email;
        kurir.Environment["DEMO_PASSWORD"] = panel.Accounts.Password;
        return kurir;
    }
}
