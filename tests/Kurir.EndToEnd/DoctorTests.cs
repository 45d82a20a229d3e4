using System.Globalization;
using System.Text.Json;
using Kurir.BackOffice;

namespace Kurir.EndToEnd;

/// <summary>What <c>kurir doctor</c> says of a home where all is well, and of each thing that is not.</summary>
public sealed class DoctorTests
{
    [Fact]
    public async Task A_home_where_all_is_well_passes_and_nothing_in_it_changes()
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        using KurirProcess kurir = Against(panel);
        Assert.Equal(0, (await kurir.Run("run", "shop")).Code);
        DateTime written = File.GetLastWriteTimeUtc(kurir.PathOf("out/shop.xlsx"));
        string[] files = Directory.GetFiles(kurir.PathOf("."), "*", SearchOption.AllDirectories);

        Ended ended = await kurir.Run("doctor", "--json");

        Assert.True(ended.Code == 0, ended.ToString());
        foreach (string subject in (string[])["machine version", "machine disk", "machine Asia/Jakarta", "ledger file", "ledger shop", "sign-in shop", "destination out/shop.xlsx, tab transaksi", $"site {panel.Address.Authority}"])
            Assert.Equal("pass", Seen(ended, subject).State);
        Assert.Equal("warn", Seen(ended, "channel shop").State);
        Assert.Equal(written, File.GetLastWriteTimeUtc(kurir.PathOf("out/shop.xlsx")));
        Assert.Equal(files.Where(IsOurs), Directory.GetFiles(kurir.PathOf("."), "*", SearchOption.AllDirectories).Where(IsOurs));
    }

    [Fact]
    public async Task Each_thing_that_is_wrong_is_named_with_what_to_do()
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        using KurirProcess kurir = Against(panel);
        Assert.Equal(0, (await kurir.Run("run", "shop")).Code);
        kurir.Environment["SHOP_PASSWORD"] = "not-the-password";
        File.Delete(kurir.PathOf("out/shop.xlsx"));
        Directory.Delete(kurir.PathOf("out"));
        kurir.Write("out", "a file where the folder should be");
        Ended ended = await kurir.Run("doctor", "--json"), again = await kurir.Run("doctor", "sign-in", "--json");

        Assert.Equal(1, ended.Code);
        (string state, string seen, string remedy) = Seen(ended, "sign-in shop");
        Assert.Equal("fail", state);
        Assert.NotEqual("", remedy);
        Assert.Contains("A file stands where a folder should be", Seen(ended, "destination out/shop.xlsx, tab transaksi").Seen, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-password", ended.Output + ended.Error + seen, StringComparison.Ordinal);
        Assert.Equal("fail", Seen(again, "sign-in shop").State);
        Assert.Equal(2, panel.Requests.Count(request => request.IsSignIn)); // the run's, and the doctor's first

        await using (FileStream ledger = File.OpenWrite(kurir.PathOf(".kurir/ledger.db")))
        {
            ledger.Position = ledger.Length / 2;
            ledger.Write(new byte[8192]);
        }
        Assert.Equal("fail", Seen(await kurir.Run("doctor", "ledger", "--json"), "ledger file").State);
    }

    [Fact]
    public async Task A_panel_that_cannot_be_reached_is_told_from_one_that_answers_with_an_error()
    {
        string address;
        await using (BackOfficePanel panel = await BackOfficePanel.Start())
        {
            address = panel.Address.ToString();
            using KurirProcess kurir = Against(panel);
            panel.Faults.On(KnownFault.Maintenance);
            Assert.Contains("503", Seen(await kurir.Run("doctor", "site", "--json"), $"site {panel.Address.Authority}").Seen, StringComparison.Ordinal);
        }

        using var alone = new KurirProcess();
        alone.Write("pipelines/shop.yaml", Pipeline(address));
        Ended ended = await alone.Run("doctor", "site", "shop");
        Assert.Equal(1, ended.Code);
        Assert.Contains("cannot be reached", ended.Output, StringComparison.Ordinal);
        Assert.Contains("Try:", ended.Output, StringComparison.Ordinal);
    }

    static (string State, string Seen, string Remedy) Seen(Ended ended, string subject)
    {
        JsonElement check = ended.Json.GetProperty("checks").EnumerateArray().Single(check => $"{check.GetProperty("area")} {check.GetProperty("subject")}" == subject);
        return (check.GetProperty("state").GetString()!, check.GetProperty("seen").GetString()!, check.TryGetProperty("remedy", out JsonElement remedy) ? remedy.GetString() ?? "" : "");
    }

    // SQLite's own files come and go with each reader.
    static bool IsOurs(string file) => !file.EndsWith("-wal", StringComparison.Ordinal) && !file.EndsWith("-shm", StringComparison.Ordinal);

    static string Pipeline(string site) => string.Create(CultureInfo.InvariantCulture, $$"""
        site: {{site}}
        sign_in: /
        secrets: shop
        timezone: Asia/Jakarta
        exports:
          transaksi:
            page: /transaksi/index-export
            form: { start: start_date, end: end_date, button: Export }
            key: [Transaksi ID, SKU]
            to: { workbook: out/shop.xlsx }
        """);

    static KurirProcess Against(BackOfficePanel panel)
    {
        var kurir = new KurirProcess();
        kurir.Write("pipelines/shop.yaml", Pipeline(panel.Address.ToString()));
        kurir.Environment["SHOP_USERNAME"] = panel.Accounts.Email;
        kurir.Environment["SHOP_PASSWORD"] = panel.Accounts.Password;
        return kurir;
    }
}
