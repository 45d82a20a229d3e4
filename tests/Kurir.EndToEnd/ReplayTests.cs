using System.Diagnostics;
using System.Text.Json;
using Kurir.App;
using Kurir.BackOffice;

namespace Kurir.EndToEnd;

/// <summary>Documents that came are read again, without the panel.</summary>
public sealed class ReplayTests
{
    [Fact]
    public async Task Rows_that_a_rule_set_aside_are_brought_once_the_rule_is_mended()
    {
        await using Shop shop = await Shop.Open();
        string mended = shop.PipelineText;
        shop.PipelineText = shop.PipelineText.Replace("    key: [\"#ID/ Nama\", Email]", "    key: [\"#ID/ Nama\", Email]\n    columns: { Status: { allowed: [AKTIF] } }", StringComparison.Ordinal);
        Run run = await shop.Run("user", "transaksi");
        Balance short1 = run.Exports.Single(export => export.Export == "user").Balance!;
        Assert.Equal("quarantined", short1.Differences.Single().Name);
        int asked = shop.Panel.Requests.Count;
        int before = shop.Delivered(BackOfficeExport.User)!.Count;

        shop.PipelineText = mended;
        Run dry = (await shop.Replay(dryRun: true))!;
        Assert.Equal((short1.Quarantined, before), (dry.Exports.Single(export => export.Export == "user").Changes!.Added, shop.Delivered(BackOfficeExport.User)!.Count));
        Run again = (await shop.Replay())!;

        Assert.Equal(asked, shop.Panel.Requests.Count);
        Assert.All(again.Exports, export => Assert.Equal(Outcome.Proven, export.Outcome));
        Assert.Equal(short1.Quarantined, again.Exports.Single(export => export.Export == "user").Changes!.Added);
        Assert.True(again.Exports.Single(export => export.Export == "transaksi").Changes!.IsEmpty);
        Assert.Equal(before + short1.Quarantined, shop.Delivered(BackOfficeExport.User)!.Count);
    }

    [Fact]
    public async Task Many_changes_stand_in_a_file()
    {
        await using Shop shop = await Shop.Open();
        await shop.Run("transaksi");
        shop.Panel.Faults.On(KnownFault.StatusesChanged);

        Run run = await shop.Run("transaksi");

        string[] lines = await File.ReadAllLinesAsync(run.Digest!, TestContext.Current.CancellationToken);
        Assert.Equal(run.Exports.Single().Changes!.Changed, lines.Length);
        Assert.All(lines, line => Assert.EndsWith("→ DITINJAU", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_days_since_one_are_read_again_each_from_its_newest_document_and_only_after_they_were_shown()
    {
        await using Shop shop = await Shop.Open();
        using var kurir = new KurirProcess();
        string mended = shop.PipelineText;
        kurir.Environment["DEMO_USERNAME"] = shop.Panel.Accounts.Email;
        kurir.Environment["DEMO_PASSWORD"] = shop.Panel.Accounts.Password;
        kurir.Environment["DOCUMENTS_KEY"] = Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
        kurir.Write("pipelines/demo.yaml", mended.Replace("    key: [Transaksi ID, SKU]", "    key: [Transaksi ID, SKU]\n    columns: { Status: { allowed: [SELESAI] } }", StringComparison.Ordinal));
        long aside = 0;
        var model = new Model(BackOfficeExport.Transaksi);
        for (int day = 22; day <= 24; day++)
        {
            shop.Panel.Clock.AdvanceDays(day == 22 ? 0 : 1);
            Ended run = await kurir.Run("run", "demo", "transaksi", "--json", "--site", shop.Panel.Address.ToString(), "--from", $"2026-11-{day}", "--to", $"2026-11-{day + 1}");
            aside = run.Json.GetProperty("runs")[0].GetProperty("exports")[0].GetProperty("verdict").GetProperty("quarantined").GetInt64();
            model.Overlay(shop.Panel.Expected(BackOfficeExport.Transaksi, new DateOnly(2026, 11, day), new DateOnly(2026, 11, day + 1)));
        }

        Assert.True(aside > 0);
        string[] kept = Directory.GetFiles(kurir.PathOf(".kurir/documents"), "*.packed", SearchOption.AllDirectories);
        Assert.Equal(3, kept.Length);
        Assert.All(kept, file => Assert.False(File.ReadAllBytes(file).AsSpan().IndexOf("Transaksi"u8) >= 0));
        kurir.Write("pipelines/demo.yaml", mended);
        int asked = shop.Panel.Requests.Count;

        Ended dry = await kurir.Run("replay", "demo", "--from", "2026-11-22", "--dry-run"), nobody = await kurir.Run("replay", "demo", "--from", "2026-11-22");
        Ended again = await kurir.Run("replay", "demo", "--from", "2026-11-22", "--yes", "--json"), idle = await kurir.Run("replay", "demo", "--from", "2026-11-22");

        Assert.Contains("transaksi: 1 baru: ", dry.Output, StringComparison.Ordinal);
        Assert.Equal((2, asked), (nobody.Code, shop.Panel.Requests.Count));
        Assert.True(again.Code == 0, again.ToString());
        Assert.Equal((0, "Nothing differs."), (idle.Code, idle.Output.TrimEnd().Split('\n')[^1]));
        JsonElement export = again.Json.GetProperty("runs")[0].GetProperty("exports")[0];
        Assert.Equal((0, 0), (export.GetProperty("changes").GetProperty("changed").GetInt32(), export.GetProperty("changes").GetProperty("vanished").GetInt32()));
        Assert.Equal(model.Rows, model.Of(shop.Delivered(BackOfficeExport.Transaksi, kurir.PathOf("out/demo.xlsx"))!));
        kurir.Environment.Remove("DOCUMENTS_KEY");
        Ended locked = await kurir.Run("replay", "demo", "--dry-run");
        Assert.Contains("documents/key", locked.Output, StringComparison.Ordinal);
    }

    /// <summary>Killed at each step it announces, and between them; then once more, or a run of the same days.</summary>
    [Fact]
    public async Task A_replay_killed_while_it_applies_ends_as_if_nothing_had_happened()
    {
        await using Shop shop = await Shop.Open(new BackOfficeOptions { RowsPerDay = 24 });
        using KurirProcess prepared = At(shop);
        string mended = shop.PipelineText;
        prepared.Write("pipelines/demo.yaml", mended.Replace("    key: [Transaksi ID, SKU]", "    key: [Transaksi ID, SKU]\n    columns: { Status: { allowed: [SELESAI] } }", StringComparison.Ordinal)
            .Replace("    key: [\"#ID/ Nama\", Email]", "    key: [\"#ID/ Nama\", Email]\n    columns: { Status: { allowed: [AKTIF] } }", StringComparison.Ordinal));
        string[] days = ["--from", "2026-11-22", "--to", "2026-11-23"], site = ["--site", shop.Panel.Address.ToString()], replay = ["replay", "demo", "--from", "2026-11-22", "--yes"];
        Ended first = await prepared.Run(["run", "demo", "transaksi", "user", .. site, .. days]);
        Assert.Contains("allowed", first.Output, StringComparison.Ordinal);
        prepared.Write("pipelines/demo.yaml", mended);

        int step = 3; // of two exports the dry run before announces recording
        for (bool announced = true; announced; step++)
        {
            int said = 0;
            using KurirProcess kurir = At(shop);
            Copy(prepared.Home, kurir.Home);
            using (Process killed = kurir.Start([.. replay, "--verbose"]))
            {
                while (said < step && await killed.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
                    if (line.StartsWith("demo/", StringComparison.Ordinal)) said++;
                announced = said == step;
                killed.Kill(entireProcessTree: true);
                await killed.WaitForExitAsync(TestContext.Current.CancellationToken);
            }

            Ended ended = await kurir.Run(step % 3 == 0 ? ["run", "demo", "transaksi", "user", .. site, .. days] : replay);
            Assert.True(ended.Code == ExitCode.Done, $"{step}: {ended}");
            foreach (BackOfficeExport export in new[] { BackOfficeExport.Transaksi, BackOfficeExport.User })
            {
                var model = new Model(export);
                model.Overlay(shop.Panel.Expected(export, new DateOnly(2026, 11, 22), new DateOnly(2026, 11, 23)));
                Assert.Equal(model.Rows, model.Of(shop.Delivered(export, kurir.PathOf("out/demo.xlsx"))!));
            }

            Assert.Equal("Nothing differs.", (await kurir.Run("replay", "demo", "--from", "2026-11-22")).Output.TrimEnd().Split('\n')[^1]);
        }

        Assert.Equal(8, step);
    }

    static KurirProcess At(Shop shop)
    {
        var kurir = new KurirProcess();
        kurir.Environment["DEMO_USERNAME"] = shop.Panel.Accounts.Email;
        kurir.Environment["DEMO_PASSWORD"] = shop.Panel.Accounts.Password;
        return kurir;
    }

    static void Copy(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string there = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(there)!);
            File.Copy(file, there);
        }
    }
}
