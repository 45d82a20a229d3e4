using System.Text.Json;
using Kurir.BackOffice;
using Kurir.Google;

namespace Kurir.EndToEnd;

/// <summary>The real executable, the sample panel and Google's stand-in, over loopback.</summary>
public sealed class GoogleSheetsTests
{
    const string Pipeline = """
        site: https://backend.example.com
        sign_in: /
        secrets: demo
        timezone: Asia/Jakarta
        exports:
          transaksi:
            page: /transaksi/index-export
            form: { start: start_date, end: end_date, button: Export }
            key: [Transaksi ID, SKU]
            to: { sheet: 1Transaksi-EXAMPLE }
          pembayaran_koin:
            page: /koin_pay
            form: { start: "#filter-start", end: "#filter-end", button: Export }
            key: { all_except: "No" }
            to: { sheet: https://docs.google.com/spreadsheets/d/1Koin-EXAMPLE/edit#gid=0 }
        """;

    [Fact]
    public async Task What_cannot_be_delivered_is_recorded_and_comes_once_when_Google_is_back()
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        await using GoogleHost google = await GoogleHost.Start();
        var account = new ServiceAccount();
        google.Google.Tokens.Add(account);
        Kurir.Google.Book sales = google.Google.AddBook("1Transaksi-EXAMPLE", editors: account.Email), coins = AddWithTab(google, "1Koin-EXAMPLE", account);
        using KurirProcess kurir = Against(panel, google, account);
        string[] today = ["run", "demo", "--json", "--site", panel.Address.ToString(), "--from", Day(panel, -1), "--to", Day(panel, 0)];

        google.Google.Faults.Always(Disturbance.TooMany(3600));
        Ended refused = await kurir.Run(today);
        Assert.Equal((1, "undelivered too-many-requests"), (refused.Code, Said(refused)));
        google.Google.Faults.Clear();
        google.Google.Tokens.Remove(account.Email);
        Ended withoutKey = await kurir.Run(today);
        Assert.Equal((1, "undelivered key-refused"), (withoutKey.Code, Said(withoutKey)));
        Assert.Equal(0, sales.Tabs[0].LastRow() + 1);

        google.Google.Tokens.Add(account);
        Ended brought = await kurir.Run("deliver", "demo", "--json");
        Assert.True(brought.Code == 0, brought.ToString());
        int rows = sales.Tabs[0].LastRow();
        Assert.True(rows > 0 && coins.Tabs[0].LastRow() > 0);

        google.Google.ForgetCalls();
        Ended again = await kurir.Run(today);
        Assert.Equal((0, rows), (again.Code, sales.Tabs[0].LastRow()));
        Assert.DoesNotContain(google.Google.Calls, call => call.Kind == CallKind.Write);
        Assert.All(new[] { refused, withoutKey, brought, again }, ended => Assert.DoesNotContain("PRIVATE KEY", ended.Output + ended.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_full_sheet_is_shown_before_it_is_adopted()
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        await using GoogleHost google = await GoogleHost.Start();
        var account = new ServiceAccount();
        google.Google.Tokens.Add(account);
        Kurir.Google.Book sales = google.Google.AddBook("1Transaksi-EXAMPLE", editors: account.Email);
        AddWithTab(google, "1Koin-EXAMPLE", account);
        using KurirProcess kurir = Against(panel, google, account);
        Assert.Equal(0, (await kurir.Run("run", "demo", "transaksi", "--site", panel.Address.ToString(), "--from", Day(panel, -1), "--to", Day(panel, 0))).Code);
        Tab tab = sales.Tabs[0];
        int rows = tab.LastRow();
        tab.Set(1, 0, tab.Cell(1, 0) with { Entered = "a row of somebody" });
        google.Google.ForgetCalls();

        Ended shown = await kurir.Run("deliver", "demo", "transaksi", "--adopt", "--dry-run");

        Assert.Contains("1 row there fits none of the rows brought and was left as it is: row 2", shown.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(google.Google.Calls, call => call.Kind == CallKind.Write);
        Assert.Equal(0, (await kurir.Run("deliver", "demo", "transaksi", "--adopt")).Code);
        Assert.Equal(rows + 1, tab.LastRow());
    }

    [Fact]
    public async Task A_container_without_a_disk_begins_with_an_empty_ledger_and_adopts_the_sheet_at_each_run()
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        await using GoogleHost google = await GoogleHost.Start();
        var account = new ServiceAccount();
        google.Google.Tokens.Add(account);
        Kurir.Google.Book sales = google.Google.AddBook("1Transaksi-EXAMPLE", editors: account.Email);
        Tab coins = AddWithTab(google, "1Koin-EXAMPLE", account).Tabs[0];
        Assert.Equal("added", await InNewContainer(0));
        int rows = sales.Tabs[0].LastRow(), payments = coins.LastRow();

        google.Google.ForgetCalls();
        Assert.Equal("nothing", await InNewContainer(0));
        Assert.Equal((rows, payments), (sales.Tabs[0].LastRow(), coins.LastRow()));
        panel.Clock.AdvanceDays(1);
        Assert.Equal("added", await InNewContainer(-1));

        using KurirProcess whole = Against(panel, google, account);
        Ended once = await whole.Run("run", "demo", "--json", "--dry-run", "--site", panel.Address.ToString(), "--from", Day(panel, -2), "--to", Day(panel, 0));
        Assert.Equal(
            once.Json.GetProperty("runs")[0].GetProperty("exports").EnumerateArray().Select(export => export.GetProperty("verdict").GetProperty("rows").GetInt32()),
            [sales.Tabs[0].LastRow(), coins.LastRow()]);

        async Task<string> InNewContainer(int since)
        {
            using KurirProcess kurir = Against(panel, google, account);
            Ended ended = await kurir.Run("run", "demo", "--json", "--site", panel.Address.ToString(), "--from", Day(panel, since - 1), "--to", Day(panel, 0));
            Assert.True(ended.Code == 0, ended.ToString());
            return ended.Json.GetProperty("runs")[0].GetProperty("exports").EnumerateArray().Sum(export => export.GetProperty("receipts")[0].GetProperty("added").GetInt64()) > 0 ? "added" : "nothing";
        }
    }

    static Kurir.Google.Book AddWithTab(GoogleHost google, string id, ServiceAccount account)
    {
        Kurir.Google.Book book = google.Google.AddBook(id, editors: account.Email);
        int first = book.Tabs[0].Id;
        book.Tabs.RemoveAll(tab => tab.Id == first);
        book.AddTab("Sheet1", id: 0);
        return book;
    }

    static KurirProcess Against(BackOfficePanel panel, GoogleHost google, ServiceAccount account)
    {
        var kurir = new KurirProcess();
        kurir.Write("pipelines/demo.yaml", Pipeline);
        kurir.Environment["DEMO_USERNAME"] = panel.Accounts.Email;
        kurir.Environment["DEMO_PASSWORD"] = panel.Accounts.Password;
        kurir.Environment["GOOGLE_SERVICE_ACCOUNT_JSON"] = account.Json(google.TokenUri);
        kurir.Environment["KURIR_GOOGLE_SHEETS_URL"] = google.Address.ToString();
        return kurir;
    }

    static string Day(BackOfficePanel panel, int days) => panel.Clock.Today.AddDays(days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    static string Said(Ended ended) => string.Join(", ", ended.Json.GetProperty("runs")[0].GetProperty("exports").EnumerateArray()
        .Select(export => $"{export.GetProperty("outcome").GetString()} {(export.TryGetProperty("fault", out JsonElement fault) ? fault.GetProperty("code").GetString() : "")}").Distinct());
}
