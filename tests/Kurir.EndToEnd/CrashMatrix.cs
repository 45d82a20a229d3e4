using System.Diagnostics;
using Kurir.App;
using Kurir.BackOffice;

namespace Kurir.EndToEnd;

/// <summary>The real executable, killed at each step that it announces, and then run once more.</summary>
public sealed class CrashMatrix
{
    /// <summary>Four exports, each of which announces fetching, recording and delivering.</summary>
    public static TheoryData<int> Steps => [.. Enumerable.Range(1, 12)];

    [Theory, MemberData(nameof(Steps))]
    public async Task A_run_killed_at_any_step_costs_a_repetition_never_a_row_and_never_a_duplicate(int step)
    {
        await using Shop shop = await Shop.Open(new BackOfficeOptions { RowsPerDay = 24 });
        using KurirProcess kurir = At(shop);
        using (Process killed = kurir.Start("run", "demo", "--verbose", "--site", shop.Panel.Address.ToString(), "--from", "2026-11-22", "--to", "2026-11-23"))
        {
            string said = "";
            for (int seen = 0; seen < step && await killed.StandardError.ReadLineAsync() is { } line; said += line + "\n")
                if (line.StartsWith("demo/", StringComparison.Ordinal)) seen++;
            killed.Kill(entireProcessTree: true);
            await killed.WaitForExitAsync();
            Assert.NotEqual("", said);
        }

        Ended ended = await kurir.Run("run", "demo", "--json", "--site", shop.Panel.Address.ToString(), "--from", "2026-11-22", "--to", "2026-11-23");
        Assert.True(ended.Code == ExitCode.Done, ended.ToString());
        foreach (BackOfficeExport export in BackOfficeExport.All)
        {
            var model = new Model(export);
            model.Overlay(shop.Panel.Expected(export, new DateOnly(2026, 11, 22), new DateOnly(2026, 11, 23)));
            Assert.Equal(model.Rows, model.Of(shop.Delivered(export, kurir.PathOf("out/demo.xlsx"))!));
        }
    }

    static KurirProcess At(Shop shop)
    {
        var kurir = new KurirProcess();
        kurir.Write("pipelines/demo.yaml", shop.PipelineText);
        kurir.Environment["DEMO_USERNAME"] = shop.Panel.Accounts.Email;
        kurir.Environment["DEMO_PASSWORD"] = shop.Panel.Accounts.Password;
        return kurir;
    }
}
